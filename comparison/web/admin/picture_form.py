"""A product's picture as the fields of its form, and back."""

from collections.abc import Sequence

import msgspec

from ...core.bounds import SHORT
from ...core.catalogue import Product, Shop
from ...core.content import Image
from ...core.messages import Message, say
from ...storage.pictures import Picture
from ..forms import REVISION, Form

# What a picture says: what *alt* tells, or nothing that the product's name does not tell.
SAYS = ("words", "nothing")
LABELS: dict[str, Message] = {
    "digest": say("admin_pictures.picture"),
    "says": say("admin_pictures.says"),
    "alt": say("admin_pictures.alt"),
}


def fields_of(product: Product, revision: int) -> dict[str, str | Sequence[str]]:
    """The picture of *product* as the fields of its form; words are asked for where there is none yet."""
    image = product.image
    if image is None:
        return {REVISION: str(revision), "says": "words"}
    texts = {} if image.decorative else {f"alt.{language}": text for language, text in image.alt.items()}
    says = "nothing" if image.decorative else "words"
    return {REVISION: str(revision), "digest": image.digest, "says": says, **texts}


def read_image(form: Form, picture: Picture | None, shop: Shop, before: Image | None) -> Image | None:
    """*picture* with what was typed; None where an error was noted.

    A picture that says something says it in every language of *shop*. Languages of *before* that the shop
    has no more keep their words.
    """
    says = form.choice("says", SAYS)
    languages = shop.languages
    alt = form.labels("alt", languages, most=SHORT, needed=languages) if says == "words" else {}
    if picture is None:
        form.fail("file", say("admin_pictures.no_file"))
        return None
    if says == "words" and before and not before.decorative:
        alt = {one: text for one, text in before.alt.items() if one not in languages} | alt
    stated = {
        "digest": picture.digest,
        "width": picture.width,
        "height": picture.height,
        "alt": alt if says == "words" else dict.fromkeys(languages, ""),
        "decorative": says == "nothing",
    }
    return form.record(Image, msgspec.to_builtins(stated))
