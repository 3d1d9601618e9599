"""Templates made cheaper: the same Jinja2, with plainer Python behind attributes, calls and escapes.

Of a page's time stock Jinja2 spends two thirds on what our templates never need: an attribute that
might be a key, a call that might want the context, a `Markup` around every word that is written. Here
an attribute is an attribute, and text is escaped by the very function that Jinja2 uses in the end.

Whatever these shortcuts cannot do raises one of `FALLBACK`; the caller then renders the page with the
stock environment, which decides what it means: a key of a dictionary, or a name that is not there.

It leans on private names of Jinja2 and MarkupSafe. `light_environment` answers None where one of them is
gone, and a test holds every page against the stock environment.
"""

from collections.abc import Callable, Mapping, MutableMapping
from functools import cache
from importlib import import_module
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from .light_imports import importing

FALLBACK = (AttributeError, LookupError, TypeError)
Piece = Callable[[Template, Context, Mapping[str, Any]], str]
_SPEEDUPS = "markupsafe._speedups"
_NO_PIECES: Mapping[str, Piece] = {}
_PRIVATE = (
    (Template, "_from_namespace"),
    (CodeGenerator, "visit_Getattr"),
    (CodeGenerator, "visit_Getitem"),
    (CodeGenerator, "visit_Call"),
    (CodeGenerator, "visit_Include"),
    (CodeGenerator, "_import_common"),
    (CodeGenerator, "visit_EvalContextModifier"),
    (CodeGenerator, "dump_local_context"),
)


class TooHeavy(LookupError):
    """A template does what only the stock environment can."""


def light_environment(
    stock: Environment, methods: Mapping[str, str], pieces: Mapping[str, Piece] = _NO_PIECES
) -> Environment | None:
    """An environment that renders what *stock* does, from the same templates, in less time.

    *methods* are the filters that a method of the variable ``speaker`` stands for, by its name; *pieces*
    write an included template in the place of `included`, by that one's name. None where the shortcuts do
    not fit the Jinja2 that is installed.
    """
    escaped = _plain_escape()
    macro = Macro(stock, str, "none", [], False, False, False, True)  # noqa: FBT003  As Jinja2 has it.
    fits = all(hasattr(owner, name) for owner, name in _PRIVATE) and hasattr(macro, "_func")
    if escaped is None or not fits or stock.autoescape is not True:
        return None
    light = stock.overlay()
    names = {"escape": _written_by(escaped), "Macro": _LightMacro, "included": included, "pieces": pieces}
    # As many as there are names in the templates.
    names["ready"] = cache(light.get_template)
    names["imported"] = importing(light)
    light.context_class = _LightContext
    light.template_class = type("LightTemplate", (_LightTemplate,), {"names": names})
    kinds = {"methods": dict(methods), "pieces": frozenset(pieces)}
    light.code_generator_class = type("LightGenerator", (_LightGenerator,), kinds)
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


def included(template: Template, context: Context, local: Mapping[str, Any]) -> str:
    """All that *template* makes of *context* and the names that are *local* where it is included."""
    return "".join(template.root_render_func(template.new_context(context.get_all(), True, local)))  # noqa: FBT003  Positional in Jinja2.


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
        return super()._from_namespace(environment, namespace, *rest)


class _Methods(NodeTransformer):
    """``x | say`` becomes ``speaker.say(x)``."""

    def __init__(self, methods: Mapping[str, str]) -> None:
        self._methods = methods

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:
        self.generic_visit(node)
        method = self._methods.get(node.name)
        if method is None or node.node is None:
            return node
        speaker = nodes.Name("speaker", "load", lineno=node.lineno)
        said = nodes.Getattr(speaker, method, "load", lineno=node.lineno)
        return nodes.Call(said, [node.node, *node.args], node.kwargs, None, None, lineno=node.lineno)


class _LightGenerator(CodeGenerator):
    methods: Mapping[str, str] = {}
    pieces: frozenset[str] = frozenset()

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        super().visit_Template(_Methods(self.methods).visit(node), frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002  As Jinja2 has it.
        named = [pair.key for pair in node.kwargs]
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(map(iskeyword, named)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        if node.ignore_missing or not node.with_context:
            super().visit_Include(node, frame)
            return
        name = _name_in(node)
        self.start_write(frame, node)
        self.write(f"pieces[{name!r}](" if name in self.pieces else "included(")
        self.write("environment.get_or_select_template(" if name is None else "ready(")
        self.visit(node.template, frame)
        self.write(f"), context, {self.dump_local_context(frame)})")
        self.end_write(frame)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if not node.with_context or _name_in(node) is None:
            super()._import_common(node, frame)
            return
        self.write("imported(")
        self.visit(node.template, frame)
        self.write(f", context, {self.dump_local_context(frame)})")

    def visit_EvalContextModifier(self, node: nodes.EvalContextModifier, *_: Any) -> None:
        raise TooHeavy(f"{self.name}:{node.lineno} turns escaping off or on")


def _name_in(node: nodes.Include | nodes.Import | nodes.FromImport) -> str | None:
    """The one template that *node* names in the source."""
    value = node.template.value if isinstance(node.template, nodes.Const) else None
    return value if isinstance(value, str) else None
