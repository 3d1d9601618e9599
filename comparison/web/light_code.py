"""The plainer Python that templates are compiled to: what `web.light` leaves out of stock Jinja2's.

An attribute is an attribute, a call a call; what was `Said` is taken as it stands; a text is escaped on the
spot; a template that is included stands in the code of the page, where stock Jinja2 makes a context for it;
and all pieces of a page are gathered in one list, where stock Jinja2 hands them on one by one. Only what is
not laid in is handed on as it comes: part of it may be written already, as bytes.
"""

import re
from collections.abc import Container, Iterable, Mapping
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

Names = frozenset[str]
PRIVATE = (
    *("visit_Getattr", "visit_Getitem", "visit_Call", "visit_Include", "visit_Block", "_import_common"),
    *(
        "visit_EvalContextModifier",
        "blockvisit",
        "dump_local_context",
        "_output_child_pre",
        "_output_child_post",
        "buffer",
        "enter_frame",
    ),
)
# What a template is called that may stand in another one's code: only such names are looked for in a source
# to know whether that code is still good.
LAID_NAME = r"""[^"'\s]+\.html"""
_LAID_NAME = re.compile(LAID_NAME)
# Methods of the speaker that take what was said before, and answer with its text.
_TAKE_SAID = frozenset({"say", "money"})
# What every page is given, beside what every template knows.
_GIVEN = frozenset({"view", "speaker", "spoken"})
# Jinja2 makes them where they stand.
_NOT_NAMES = frozenset({"loop", "caller", "varargs", "kwargs", "self", "super"})


class TooHeavy(LookupError):
    """A template does what only the stock environment can."""


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


class _Included(NodeTransformer):
    """``{% include "x" %}`` becomes what is in x, in a scope of its own.

    Left as they are: *pieces*, what only its name at the time, a missing template, or blocks decide, what
    has no name that `LAID_NAME` finds, and what reads a name that everybody knows and a template *above* it
    sets: before it is set it still means what everybody knows, but not in one scope with what sets it.
    """

    def __init__(self, environment: Environment, pieces: Container[str], above: Mapping[str, Names]) -> None:
        self._environment, self._pieces, self._above = environment, pieces, above
        self._known = _GIVEN | environment.globals.keys()

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        name = named_template(node)
        is_kept = node.ignore_missing or not node.with_context or name in self._pieces
        if name is None or is_kept or name in self._above or self._environment.loader is None:
            return node
        if _LAID_NAME.fullmatch(name) is None:
            return node
        source = self._environment.loader.get_source(self._environment, name)[0]
        tree = self._environment.parse(source, name)
        if any(tree.find(kind) is not None for kind in (nodes.Extends, nodes.Block)):
            return node
        if any(self._known & set_above & _loaded(tree) for set_above in self._above.values()):
            return node
        above = {**self._above, name: _own_names(tree)}
        within = _Included(self._environment, self._pieces, above).visit(tree)
        return nodes.Scope(within.body, lineno=node.lineno)


class LightGenerator(CodeGenerator):
    """Writes code in which the names of `web.light` stand for what Jinja2 would have done."""

    methods: Mapping[str, str] = {}
    pieces: frozenset[str] = frozenset()
    _extends = False
    _outer: Names = frozenset()
    _whole = ""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self._extends = node.find(nodes.Extends) is not None
        whole = _Included(self.environment, self.pieces, {self.name or "": _own_names(node)}).visit(node)
        whole = _Methods(self.methods).visit(whole)
        self._outer = _outer_names(whole)
        super().visit_Template(whole, frame)

    def enter_frame(self, frame: Frame) -> None:
        if frame.rootlevel:
            # Looked up once, and not in every turn of a loop.
            for name in sorted(self._outer - frame.symbols.stores):
                frame.symbols.load(name)
        super().enter_frame(frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        is_whole = frame.rootlevel or frame.block_frame
        if frame.buffer is not None or not is_whole or self._extends:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        self._whole = frame.buffer or ""
        super().blockvisit(nodes, frame)
        self.writeline(f"yield ''.join({frame.buffer})")

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
        elif _takes_said(node):
            self._write_saying(node, frame)
        else:
            self.visit(node.node, frame)
            self.write("(")
            for argument in (*node.args, *node.kwargs):
                self.visit(argument, frame)
                self.write(", ")
            self.write(")")

    def _write_saying(self, node: nodes.Call, frame: Frame) -> None:
        heard = self.temporary_identifier()
        self.write(f"({heard}.text if ({heard} := ")
        self.visit(node.args[0], frame)
        self.write(").__class__ is Said else ")
        self.visit(node.node, frame)
        self.write(f"({heard}))")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        if node.ignore_missing or not node.with_context:
            super().visit_Include(node, frame)
            return
        if frame.buffer in {None, self._whole}:
            self._hand_on(frame)
            self.writeline("yield from ", node)
            self._write_chunks(node, frame)
            return
        self.start_write(frame, node)
        self.write("text_of(")
        self._write_chunks(node, frame)
        self.write(")")
        self.end_write(frame)

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:
        buffer = frame.buffer
        if buffer == self._whole:
            self._hand_on(frame)
            frame.buffer = None
        super().visit_Block(node, frame)
        frame.buffer = buffer

    def _hand_on(self, frame: Frame) -> None:
        """Hand on what was gathered of the page, so that what comes next need not be text."""
        if frame.buffer is not None:
            self.writeline(f"yield ''.join({frame.buffer})")
            self.writeline(f"{frame.buffer}.clear()")

    def _write_chunks(self, node: nodes.Include, frame: Frame) -> None:
        name = named_template(node)
        self.write(f"pieces[{name!r}](" if name in self.pieces else "chunks_of(")
        self.write("environment.get_or_select_template(" if name is None else "ready(")
        self.visit(node.template, frame)
        self.write(f"), context, {self.dump_local_context(frame)})")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if not node.with_context or named_template(node) is None:
            super()._import_common(node, frame)
            return
        self.write("imported(")
        self.visit(node.template, frame)
        self.write(f", context, {self.dump_local_context(frame)})")

    def visit_EvalContextModifier(self, node: nodes.EvalContextModifier, *_: Any) -> None:
        raise TooHeavy(f"{self.name}:{node.lineno} turns escaping off or on")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if finalize.src is not None or not frame.eval_ctx.autoescape:
            raise TooHeavy(f"{self.name}:{node.lineno} is written in another way")
        self.write("(plain_escape(shown) if (shown := ")

    def _output_child_post(self, *_: Any) -> None:
        self.write(").__class__ is str else escape(shown))")


def named_template(node: nodes.Include | nodes.Import | nodes.FromImport) -> str | None:
    """The one template that *node* names in the source."""
    value = node.template.value if isinstance(node.template, nodes.Const) else None
    return value if isinstance(value, str) else None


def _outer_names(tree: nodes.Template) -> Names:
    """The names in *tree* that stand for nothing but what was there before it."""
    return _loaded(tree) - _own_names(tree) - _NOT_NAMES


def _loaded(tree: nodes.Template) -> Names:
    return frozenset(name.name for name in tree.find_all(nodes.Name) if name.ctx == "load")


def _own_names(tree: nodes.Template) -> Names:
    """The names that *tree* gives a meaning anywhere."""
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    own.update(macro.name for macro in tree.find_all(nodes.Macro))
    own.update(imported.target for imported in tree.find_all(nodes.Import))
    for imported in tree.find_all(nodes.FromImport):
        own.update(name if isinstance(name, str) else name[1] for name in imported.names)
    return frozenset(own)


def _takes_said(node: nodes.Call) -> bool:
    """Whether *node* is the speaker saying one thing."""
    method = node.node
    return (
        isinstance(method, nodes.Getattr)
        and method.attr in _TAKE_SAID
        and isinstance(method.node, nodes.Name)
        and method.node.name == "speaker"
        and len(node.args) == 1
        and not node.kwargs
    )
