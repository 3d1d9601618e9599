"""What a shopper can choose in a view: options, quantities, the quiz, and the links that lead on."""

from .bounds import Result
from .messages import Message


class Choice(Result, frozen=True, kw_only=True):
    """One option of a control; *value* is what its parameter takes, empty for the default.

    Of the choices with the same *group* only one can be taken. *lang* is that of a *label* which is the
    merchant's own, where the reader's language has none.
    """

    value: str
    label: Message
    selected: bool
    group: str | None = None
    lang: str | None = None


class Stepper(Result, frozen=True, kw_only=True):
    """A quantity: its *unit*, its value, and what it may become by one step down or up."""

    unit: str
    label: Message
    value: int
    least: int
    most: int
    step: int
    fewer: int | None
    more: int | None


class QuizStep(Result, frozen=True, kw_only=True):
    """The open question. *options* take the parameter *name*; *back* are the parameters of the step
    before, None on the first, *leave* those without the quiz. A parameter with an empty value is taken
    away, any other stays. *lang* and *help_lang* as in `Choice`."""

    key: str
    name: str
    text: str
    help: str | None
    place: int
    total: int
    options: tuple[Choice, ...]
    back: tuple[tuple[str, str], ...] | None
    leave: tuple[tuple[str, str], ...] = ()
    lang: str | None = None
    help_lang: str | None = None


class QuizView(Result, frozen=True, kw_only=True):
    """The quiz: a link to *start*, an open *step*, or the *result* with its *runner_up*."""

    count: int
    start: tuple[tuple[str, str], ...]
    step: QuizStep | None = None
    result: Message | None = None
    runner_up: Message | None = None
    change: tuple[tuple[str, str], ...] | None = None


class Together(Result, frozen=True, kw_only=True):
    """What a shopper can change in a comparison put together by hand.

    *most* products stand side by side. *waiting* is the first one for which there is no room, *swaps* what
    it can take the place of; *found* are products to add. The value of a choice is the ``products`` that it
    leads to; *nothing_found* says that no product is called as asked.
    """

    most: int
    waiting: str | None = None
    swaps: tuple[Choice, ...] = ()
    has_room: bool = True
    found: tuple[Choice, ...] = ()
    nothing_found: Message | None = None


class JourneyLink(Result, frozen=True, kw_only=True):
    """A link that leads deeper: *label*, and the parameters it sets."""

    label: Message
    parameters: tuple[tuple[str, str], ...]
