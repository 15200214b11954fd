"""How templates are compiled: to fewer calls, since a report has ten million places to print.

Jinja compiles for any application; here the language of a template is known when it is compiled,
all that it calls is ours, and what it misses is an error anyway (StrictUndefined). Five thousand
pages of partners took 40 seconds as Jinja compiles them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

# What stands for a value in a message, and what stands for a per cent sign.
_HOLE = re.compile(r"%\((\w+)\)s|(%%)")


class Printing(CodeGenerator):
    """Compiles messages to text, and what is printed, called and looked up to plain Python.

    `finalize` of the environment must return what is printed as it stands, escaped.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        super().visit_Template(_Said(self.environment).visit(node), frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        # Jinja escapes what `finalize` returns, which is what takes longest of all.
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        # Jinja asks each function whether it wants the context: ours want none.
        if node.dyn_args or node.dyn_kwargs:
            self.fail("arguments stand in a call one by one here", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in chain(node.args, node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        # Jinja looks for an item of that name where there is no such attribute.
        self.visit(node.node, frame)
        self.write(f".{node.attr}")


class _Said(NodeTransformer):
    """Puts the texts of messages where their look-ups are, in the language of the templates."""

    def __init__(self, environment: Environment) -> None:
        messages = environment.globals["language"].messages  # type: ignore[attr-defined]
        self._kind = Markup if environment.autoescape else str
        self._look_ups: dict[str, Callable[..., str]] = {
            "_": messages.gettext,
            "gettext": messages.gettext,
            "pgettext": messages.pgettext,
        }

    def visit_Output(self, node: nodes.Output) -> nodes.Output:
        node.nodes = list(chain.from_iterable(map(self._printed, node.nodes)))
        self.generic_visit(node)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:
        message = self._message(node)
        if message is None or node.kwargs:
            self.generic_visit(node)
            return node
        return nodes.Const(self._kind(message % {}))

    def _printed(self, node: nodes.Expr) -> Iterator[nodes.Expr]:
        """A message in its parts, anything else as it is."""
        message = self._message(node)
        if message is None:
            yield node
            return
        assert isinstance(node, nodes.Call)
        values = {keyword.key: keyword.value for keyword in node.kwargs}
        end = 0
        for hole in _HOLE.finditer(message):
            yield nodes.TemplateData(message[end : hole.start()])
            end = hole.end()
            if hole[2]:
                yield nodes.TemplateData("%")
            else:
                yield nodes.Filter(values[hole[1]], "printed", [], [], None, None)
        yield nodes.TemplateData(message[end:])

    def _message(self, node: nodes.Expr) -> str | None:
        """What a look-up finds; None for what is no look-up of a single message."""
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            look_up = self._look_ups.get(node.node.name)
            if look_up:
                return look_up(*(argument.as_const() for argument in node.args))
        return None
