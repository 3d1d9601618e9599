"""Form fields as values of the core, or an error at each field that could not be one.

What was typed is kept as it was typed, so that a page can show it again.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import msgspec

from ..core.bounds import LINE, SHORT
from ..core.messages import Message, say
from ..storage.formats.explaining import explained
from .refusals import BodyTooLarge, MalformedRequest

MOST_FIELDS = 2_000
MOST_NAME = 200
REVISION = "_revision"
# Where two versions of a record stand side by side: which one stays, and what each of them says.
PICKED, MINE, THEIRS = "_pick.", "_mine.", "_theirs."
_LINE_BREAKS = {"\n", "\t"}
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")

_NONE = object()
Pairs = Iterable[tuple[str, str]]
Wanted = TypeVar("Wanted", bound=msgspec.Struct)


def read_pairs(body: bytes) -> list[tuple[str, str]]:
    """The fields of an ``application/x-www-form-urlencoded`` body, empty ones too.

    Raises:
        MalformedRequest: it is not UTF-8.
        BodyTooLarge: more than `MOST_FIELDS` fields, or a name longer than `MOST_NAME`.
    """
    try:
        text = body.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise MalformedRequest from None
    except ValueError:
        raise BodyTooLarge from None
    if any(len(name) > MOST_NAME for name, _ in pairs):
        raise BodyTooLarge
    return pairs


class Form:
    """The fields of one form. Reading one that is wrong notes the error and answers something empty.

    *errors* holds one message for each field that is wrong, by its name; ``""`` is the whole form.
    """

    def __init__(self, pairs: Pairs = ()) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in _chosen(list(pairs)):
            self._values.setdefault(name, []).append(value.replace("\r\n", "\n"))
        self.errors: dict[str, Message] = {}

    @classmethod
    def filled(cls, values: Mapping[str, str | Sequence[str]]) -> "Form":
        """A form as it is first shown: each name with its value, or with several."""
        several = ((name, [one] if isinstance(one, str) else one) for name, one in values.items())
        return cls((name, value) for name, them in several for value in them)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every field as it was typed."""
        return [(name, value) for name, values in self._values.items() for value in values]

    @property
    def revision(self) -> int:
        """The revision of the record that the form was drawn from; 0 for a new one."""
        typed = self.get(REVISION)
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0

    def get(self, name: str) -> str:
        """What was typed, the first of several."""
        return next(iter(self._values.get(name, ())), "")

    def all(self, name: str) -> list[str]:
        """Everything of that name (boxes that were ticked)."""
        return list(self._values.get(name, ()))

    def names(self, stem: str = "") -> list[str]:
        """The names of the fields, of those that begin with *stem*."""
        return [name for name in self._values if name.startswith(stem)]

    def is_wrong(self, *names: str) -> bool:
        """Whether there is an error at one of *names*, or inside of one (``name.ko``)."""
        return any(error == name or error.startswith(f"{name}.") for name in names for error in self.errors)

    def fail(self, name: str, message: Message) -> None:
        """Note an error at a field; the first one stays."""
        self.errors.setdefault(name, message)

    def text(self, name: str, *, most: int = SHORT, least: int = 1, lines: bool = False) -> str:
        """One line of text (or several *lines*) of *least* to *most* characters, tidied."""
        return self._tidied(name, self.get(name), least=least, most=most, lines=lines)

    def labels(
        self,
        name: str,
        languages: Sequence[str],
        *,
        most: int = LINE,
        needed: Sequence[str] = (),
        lines: bool = False,
    ) -> dict[str, str]:
        """A text in several languages, from ``NAME.ko`` and so on; what is empty is left out.

        A language of *needed* must say something. Languages that the form only carries along
        (`other_languages`) stay.
        """
        languages = (*languages, *self.other_languages(name, languages))
        least = {language: int(language in needed) for language in languages}
        texts = {
            one: self._tidied(
                f"{name}.{one}", self.get(f"{name}.{one}"), least=least[one], most=most, lines=lines
            )
            for one in languages
        }
        return {language: text for language, text in texts.items() if text}

    def other_languages(self, name: str, languages: Sequence[str]) -> tuple[str, ...]:
        """The languages of the text *name* besides *languages*: carried along by a form, not shown."""
        tags = (one.removeprefix(f"{name}.") for one in self.names(f"{name}."))
        return tuple(tag for tag in tags if tag not in languages and "." not in tag)

    def choice(self, name: str, accepted: Iterable[str]) -> str:
        """One of *accepted*."""
        typed, known = self.get(name), tuple(accepted)
        if typed in known:
            return typed
        self.fail(name, say("admin_form.choose"))
        return ""

    def choices(self, name: str, accepted: Iterable[str], *, least: int = 0) -> tuple[str, ...]:
        """Those of *accepted* that were ticked, in the order in which they came, each once."""
        known = set(accepted)
        ticked = tuple(dict.fromkeys(one for one in self.all(name) if one))
        if any(one not in known for one in ticked):
            self.fail(name, say("admin_form.choose"))
        elif len(ticked) < least:
            self.fail(name, say("admin_form.choose_at_least", count=least))
        return tuple(one for one in ticked if one in known)

    def whole(self, name: str, *, least: int, most: int) -> int:
        """A whole number from *least* to *most*."""
        typed = self.get(name).strip()
        number = (
            int(typed) if typed.removeprefix("-").isdigit() and typed.isascii() and len(typed) < 16 else None
        )
        if number is None or not least <= number <= most:
            self.fail(name, say("admin_form.whole", least=least, most=most))
            return least
        return number

    def flag(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.get(name) not in {"", "0", "no"}

    def record(self, wanted: type[Wanted], values: Mapping[str, Any]) -> Wanted | None:
        """*values* as a struct of the core, every bound checked; None where there is an error by now.

        An error is put at the field whose name is its place (``name.ko``), else at the form.
        """
        if self.errors:
            return None
        stated = {
            name: value for name, value in values.items() if value != _defaults(wanted).get(name, _NONE)
        }
        try:
            return msgspec.convert(stated, wanted)
        except msgspec.ValidationError as error:
            fault = explained(error, wanted, stated)
            message = say("admin_form.refused", reason=fault.reason, accepted=fault.accepted)
            self.fail(self._field_at([str(step) for step in fault.path]), message)
            return None

    def _field_at(self, path: Sequence[str]) -> str:
        for end in range(len(path), 0, -1):
            name = ".".join(path[:end])
            if name in self._values:
                return name
        return ""

    def _tidied(self, name: str, typed: str, *, least: int, most: int, lines: bool) -> str:
        text = unicodedata.normalize("NFC", typed).strip()
        allowed = _LINE_BREAKS if lines else set()
        if any(_is_unfit(one) and one not in allowed for one in text):
            self.fail(name, say("admin_form.unfit"))
        elif len(text) < least:
            self.fail(
                name, say("admin_form.needed") if least == 1 else say("admin_form.too_short", least=least)
            )
        elif len(text) > most:
            self.fail(name, say("admin_form.too_long", most=most, length=len(text)))
        else:
            return text
        return ""


@cache
def _defaults(wanted: type[msgspec.Struct]) -> dict[str, Any]:
    """The defaults of a struct. What equals one is left out of a document, whoever writes it."""
    return {field.encode_name: field.default for field in msgspec.structs.fields(wanted)}


def _is_unfit(character: str) -> bool:
    """Control characters, halves of surrogate pairs, and marks that turn the direction of what follows."""
    return unicodedata.category(character) in {"Cc", "Cs"} or character in _TURNING


def _chosen(pairs: list[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """The fields of a form; where it put two versions side by side, those of the version that was picked."""
    picked = {name.removeprefix(PICKED): value for name, value in pairs if name.startswith(PICKED)}
    for name, value in pairs:
        if name.startswith(PICKED):
            continue
        for prefix, version in ((MINE, "mine"), (THEIRS, "theirs")):
            if name.startswith(prefix):
                field = name.removeprefix(prefix)
                if picked.get(field, "mine") == version:
                    yield field, value
                break
        else:
            yield name, value
