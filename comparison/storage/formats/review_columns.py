"""Which columns of a table of reviews are what: by their usual names, or by a mapping file."""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ...core.content import Verified
from ...core.errors import RefusedFile
from ...core.messages import say
from .documents import fitted, read_document
from .mapping import Column, Columns, one_or_more
from .reading import SourceFile

_RATING = (
    *("customer rating", "rating value", "star rating", "review rating", "review score", "rating", "stars"),
    *("score", "평점", "별점", "구매자평점", "bewertung", "note", "calificación"),
)
_TEXT = (
    *("customer review", "review body", "review content", "review text", "review", "body", "content"),
    *("comment", "text", "리뷰상세내용", "리뷰내용", "내용", "리뷰", "rezension", "kommentar"),
)
_TITLE = ("review title", "review headline", "headline", "title", "summary", "subject", "제목")
_AUTHOR = (
    *("reviewer name", "reviewer", "author", "nickname", "customer name", "user name", "display name"),
    *("작성자", "등록자", "닉네임"),
)
_DATE = (
    *("review date", "date", "created at", "published at", "submitted at", "작성일", "리뷰등록일", "등록일"),
    *("datum", "fecha"),
)
_ID = ("review id", "리뷰글번호", "리뷰번호", "id")
_SKU = ("sku", "product sku", "상품코드")
_KEY = (
    *("product handle", "handle", "product id", "product key", "asin", "item id", "movie id", "상품번호"),
    *("parent asin",),
)
_NAME = ("product name", "product title", "product", "상품명", "item name")
_VERIFIED = ("verified purchase", "verified buyer", "verified", "구매확인")
_LANGUAGE = ("language", "lang", "locale")
# Never kept, and known not to be a rating of the product.
_KNOWN = ("email", "reviewer email", "rating code", "ip address")


class ReviewColumns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping file for reviews: *product* are columns that name it, the surest first.

    *scale* is the best grade where the cells do not say it, *dates* the order of bare figures, *knows* how
    the shop knows the writers for buyers where no cell says it.
    """

    product: Columns
    rating: Column
    scale: Annotated[int, Meta(ge=2, le=100)] | None = None
    text: Column | None = None
    title: Column | None = None
    author: Column | None = None
    date: Column | None = None
    dates: Literal["ymd", "dmy", "mdy"] | None = None
    id: Column | None = None
    verified: Column | None = None
    knows: Verified | None = None
    language: Column | None = None

    @property
    def products(self) -> tuple[str, ...]:
        return one_or_more(self.product)

    def every_column(self) -> Iterable[str]:
        """All columns that it names."""
        single = (
            *(self.rating, self.text, self.title, self.author, self.date),
            *(self.id, self.verified, self.language),
        )
        return (*self.products, *(name for name in single if name))


def found_columns(columns: Iterable[str]) -> ReviewColumns | None:
    """The columns by their usual names; None where there is no rating, no text or no product."""
    by_words = {_words(name): name for name in reversed(tuple(columns)) if name}

    def first(words: Iterable[str]) -> str | None:
        return next((by_words[word] for word in words if word in by_words), None)

    rating, text = first(_RATING), first(_TEXT)
    products = tuple(name for name in (first(_SKU), first(_KEY), first(_NAME)) if name)
    if rating is None or text is None or not products:
        return None
    return ReviewColumns(
        product=products,
        rating=rating,
        text=text,
        title=first(_TITLE),
        author=first(_AUTHOR),
        date=first(_DATE),
        id=first(_ID),
        verified=first(_VERIFIED),
        language=first(_LANGUAGE),
    )


def columns_of(columns: tuple[str, ...], file: SourceFile, mapping: SourceFile | None) -> ReviewColumns:
    """The columns that *mapping* names, else those with usual names.

    Raises:
        RefusedFile: the mapping is wrong or names a column that is not there; or there is none and what
            a review needs was not found.
    """
    found = _mapped(mapping, columns) if mapping else found_columns(columns)
    if found is None:
        reason, accepted = say("import.reason.no_review_columns"), say("import.accepted.no_review_columns")
        raise RefusedFile(file.name, 1, "", reason, accepted)
    return found


def is_known(column: str, found: ReviewColumns) -> bool:
    """Whether *column*, in small letters, has a place or is left out on purpose."""
    return _words(column) in _KNOWN or column in {name.casefold() for name in found.every_column()}


def rating_code(columns: Iterable[str]) -> str | None:
    """The column that says what was rated, where several ratings of one review stand on rows of their own."""
    return next((name for name in columns if _words(name) == "rating code"), None)


def _mapped(mapping: SourceFile, columns: tuple[str, ...]) -> ReviewColumns:
    found = fitted(read_document(mapping.raw, mapping.name), ReviewColumns, mapping.name)
    known = {name.casefold() for name in columns}
    for name in found.every_column():
        if name.casefold() not in known:
            reason = say("import.reason.no_such_column", column=name[:60])
            accepted = say("import.accepted.no_such_column", columns=tuple(filter(None, columns))[:30])
            raise RefusedFile(mapping.name, 0, "$", reason, accepted)
    return found


def _words(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())
