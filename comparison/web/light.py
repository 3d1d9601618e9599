"""Templates made cheaper: the same Jinja2, with plainer Python behind attributes, calls and escapes.

Of a page's time stock Jinja2 spends two thirds on what our templates never need: an attribute that
might be a key, a call that might want the context, a `Markup` around every word that is written. Here
an attribute is an attribute, and text is escaped by the very function that Jinja2 uses in the end.

Whatever these shortcuts cannot do raises one of `FALLBACK`; the caller then renders the page with the
stock environment, which decides what it means: a key of a dictionary, or a name that is not there.

It leans on private names of Jinja2 and MarkupSafe. `light_environment` answers None where one of them is
gone, and a test holds every page against the stock environment.
"""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import cache
from importlib import import_module
from typing import Any

from jinja2 import Environment, Template
from jinja2.compiler import CodeGenerator
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from ..core.messages import Said
from .light_code import PRIVATE, LightGenerator
from .light_imports import importing
from .written import Chunk, text_of

FALLBACK = (AttributeError, LookupError, TypeError)
PieceWriter = Callable[[Template, Context, Mapping[str, Any]], Iterable[Chunk]]
_SPEEDUPS = "markupsafe._speedups"
_NO_PIECES: Mapping[str, PieceWriter] = {}
_PRIVATE = ((Template, "_from_namespace"), *((CodeGenerator, name) for name in PRIVATE))


def light_environment(
    stock: Environment, methods: Mapping[str, str], pieces: Mapping[str, PieceWriter] = _NO_PIECES
) -> Environment | None:
    """An environment that renders what *stock* does, from the same templates, in less time.

    *methods* are the filters that a method of the variable ``speaker`` stands for, by its name; *pieces*
    write an included template in the place of `chunks_of`, by that one's name. None where the shortcuts do
    not fit the Jinja2 that is installed.
    """
    escaped = _plain_escape()
    macro = Macro(stock, str, "none", [], False, False, False, True)  # noqa: FBT003  As Jinja2 has it.
    fits = all(hasattr(owner, name) for owner, name in _PRIVATE) and hasattr(macro, "_func")
    if escaped is None or not fits or stock.autoescape is not True:
        return None
    light = stock.overlay()
    names = {"escape": _written_by(escaped), "plain_escape": escaped, "Said": Said}
    names |= {"Macro": _LightMacro, "chunks_of": chunks_of, "text_of": text_of, "pieces": pieces}
    # As many as there are names in the templates.
    names["ready"] = cache(light.get_template)
    names["imported"] = importing(light)
    light.context_class = _LightContext
    light.template_class = type("LightTemplate", (_LightTemplate,), {"names": names})
    kinds = {"methods": dict(methods), "pieces": frozenset(pieces)}
    light.code_generator_class = type("LightGenerator", (LightGenerator,), kinds)
    return light


def _plain_escape() -> Callable[[str], str] | None:
    """The function that escapes a text without wrapping it; None where MarkupSafe has it no more."""
    try:
        found: Callable[[str], str] | None = getattr(import_module(_SPEEDUPS), "_escape_inner", None)
    except ImportError:
        return None
    return found


def _written_by(escaped: Callable[[str], str]) -> Callable[[Any], str]:
    """What `markupsafe.escape` makes of a value, without wrapping it."""

    def written(value: Any) -> str:
        kind = type(value)
        if kind is str:
            return escaped(value)
        return value if kind is Markup else escape(value)

    return written


def chunks_of(template: Template, context: Context, local: Mapping[str, Any]) -> Iterable[Chunk]:
    """What *template* makes of *context* and the names that are *local* where it is included."""
    return template.root_render_func(template.new_context(context.get_all(), True, local))  # noqa: FBT003  Positional in Jinja2.


class _LightContext(Context):
    """A context without what no template of ours asks for: a page makes some ninety of them."""

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: Mapping[str, Any],
        *_: Any,
        **__: Any,
    ) -> None:
        self.parent, self.vars = parent, {}
        self.environment, self.name = environment, name
        self.eval_ctx = EvalContext(environment, name)
        self.exported_vars = set()
        self.globals_keys = set()
        self.blocks = {key: [block] for key, block in blocks.items()}


class _LightMacro(Macro):
    """A macro that is called with all its arguments in their places has nothing to sort out."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        if (
            kwargs
            or len(args) != self._argument_count
            or self.caller
            or self.catch_kwargs
            or self.catch_varargs
        ):
            return super().__call__(*args, **kwargs)
        return str.__new__(Markup, self._func(*args))


class _LightTemplate(Template):
    """A template whose code finds *names* of ours in the place of Jinja2's."""

    names: Mapping[str, Any] = {}

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], *rest: Any
    ) -> Template:
        namespace.update(cls.names)
        template = super()._from_namespace(environment, namespace, *rest)
        # Jinja2 lays what all templates know below what one alone knows, and looks through both at each use.
        template.globals = dict(template.globals)
        return template
