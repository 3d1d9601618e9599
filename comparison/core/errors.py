"""Errors carry facts; the room `words` makes sentences of them, and `web` statuses."""

from .messages import Message


class ComparisonError(Exception):
    """Base of every error that a reader caused and can mend.

    *key* names the sentence in the message catalogues; *facts* are its arguments.
    """

    key = "error.unknown"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.key, facts)
        self.facts = facts


class AmountTooLarge(ComparisonError):
    """A sum went past 9·10¹⁵ minor units."""

    key = "error.amount_too_large"

    def __init__(self, currency: str) -> None:
        super().__init__(currency=currency)


class CurrenciesDiffer(ComparisonError):
    """Two currencies met in one sum. There is no exchange rate anywhere in this program."""

    key = "error.currencies_differ"

    def __init__(self, left: str, right: str) -> None:
        super().__init__(left=left, right=right)


class BadParameter(ComparisonError):
    """A context parameter has the wrong form, is unknown, or is out of bounds.

    *accepted* lists what would be taken, already in the form to type in.
    """

    key = "error.bad_parameter"

    def __init__(self, name: str, value: str, accepted: tuple[str, ...]) -> None:
        super().__init__(name=name, value=value[:80], accepted=accepted)
        self.name, self.value, self.accepted = name, value[:80], accepted


class NotFound(ComparisonError):
    """No such shop, comparison, product or edition."""

    key = "error.not_found"

    def __init__(self, what: str, key: str) -> None:
        super().__init__(what=what, key=key)


class PictureRefused(ComparisonError):
    """A picture cannot be taken in; *reason* says why."""

    key = "error.picture_refused"

    def __init__(self, reason: Message) -> None:
        super().__init__(reason=reason)


class StaleRevision(ComparisonError):
    """The record was changed since the writer read it. Holds both versions; nothing was written."""

    key = "error.stale_revision"

    def __init__(self, key: str, expected: int, found: int, current: object) -> None:
        super().__init__(key=key, expected=expected, found=found)
        self.current = current


class RefusedFile(ComparisonError):
    """A file was not taken, and nothing of it was stored. *line* is 1-based, 0 where there is none.

    *path* is the place inside the document (``$.plans.PRO.price``), *accepted* what would be taken.
    Both *reason* and *accepted* are a `Message` where they can be said in several languages.
    """

    key = "error.refused_file"

    def __init__(
        self, file: str, line: int, path: str, reason: str | Message, accepted: str | Message
    ) -> None:
        super().__init__(file=file, line=line, path=path, reason=reason, accepted=accepted)
        self.file, self.line, self.path, self.reason, self.accepted = file, line, path, reason, accepted


class RefusedRows(RefusedFile):
    """Several rows of a file are wrong; nothing of it was stored. *faults* are the first, *rest* counts
    those that are not among them."""

    def __init__(self, faults: tuple[RefusedFile, ...], *, rest: int) -> None:
        first = faults[0]
        super().__init__(first.file, first.line, first.path, first.reason, first.accepted)
        self.faults, self.rest = faults, rest


class PublishingRefused(ComparisonError):
    """The catalogue check found errors; nothing was published. Holds the findings."""

    key = "error.publishing_refused"

    def __init__(self, comparison: str, findings: tuple[object, ...]) -> None:
        super().__init__(comparison=comparison, count=len(findings))
        self.findings = findings


class NewerFormat(ComparisonError):
    """An edition was written by a newer release; this node cannot read it."""

    key = "error.newer_format"

    def __init__(self, found: int, known: int) -> None:
        super().__init__(found=found, known=known)


class StoreUnusable(ComparisonError):
    """The database cannot be used as it is: too old a driver, a damaged file, an unknown scheme."""

    key = "error.store_unusable"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
