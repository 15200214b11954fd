"""Templates print the same as Jinja compiles them, and say what is said in their language."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import Environment, StrictUndefined, TemplateAssertionError, UndefinedError
from markupsafe import Markup

from linkcrawl.said import said_as
from reports.language import language
from reports.templating import environment

CELL = "{% macro cell(a, b=2) %}{{ a }}{{ b }}{% endmacro %}"
FRAME = "{% macro frame(a) %}{{ a }}{{ caller() }}{% endmacro %}"
VALUES = {
    "plain": "<b>&\"'",
    "safe": Markup("<i>yes</i>"),
    "number": 1234.5,
    "nothing": None,
    "site": SimpleNamespace(name="<a>", names=["<x>", "y"]),
}


@pytest.mark.parametrize(
    "template",
    [
        "{{ plain }} and {{ safe }}, {{ number }}, {{ nothing }}",
        "{{ plain * 40 }}",
        "{% for name in site.names %}{{ name }}{{ ', ' if not loop.last }}{% endfor %}",
        "{{ site.name.upper() }} {{ site.names[0] }} {{ '<' ~ site.name }}",
        CELL + "{{ cell(plain) }}{{ cell(safe, b=plain) }}{{ cell(cell(plain), site.name) }}",
        FRAME + "{% call frame('<') %}{{ plain }}{% endcall %}",
        "{% set held %}{{ plain }}{% endset %}{{ held }}{{ held }}",
    ],
)
@pytest.mark.parametrize("autoescape", [True, False])
def test_a_template_prints_what_jinja_prints(template: str, autoescape: bool) -> None:
    usual = Environment(autoescape=autoescape, undefined=StrictUndefined)
    ours = environment(language("en"), autoescape)

    assert ours.from_string(template).render(VALUES) == usual.from_string(template).render(VALUES)


@pytest.mark.parametrize(
    ("template", "code", "printed"),
    [
        ('{{ _("Links") }}', "de", "Links"),
        ('{{ _("Agreed") }}', "de", "Vereinbart"),
        ('{{ pgettext("Answer", "yes") }}', "de", "ja"),
        (
            '{{ (_("Agreed") if number else "") ~ plain }}',
            "de",
            "Vereinbart&lt;b&gt;&amp;&#34;&#39;",
        ),
        ('{{ _("100%% of %(what)s", what=plain) }}', "en", "100% of &lt;b&gt;&amp;&#34;&#39;"),
        ('{{ _("%(n)s of %(site)s", n=1234, site=safe) }}', "en", "1,234 of <i>yes</i>"),
        ('{{ _("%(n)s of %(n)s", n=0.5) }}', "de", "0,5 of 0,5"),
        (
            "{% trans count=2 %}{{ count }} link{% pluralize %}{{ count }} <b>{% endtrans %}",
            "en",
            "2 <b>",
        ),
        ("{{ state }}, {{ safe }}", "de", "steht, <i>yes</i>"),
    ],
)
def test_a_message_is_said_in_the_language(template: str, code: str, printed: str) -> None:
    words = {**VALUES, "state": said_as("State", "live")}

    assert environment(language(code)).from_string(template).render(words) == printed


def test_plain_text_is_not_escaped() -> None:
    text = environment(language("en"), autoescape=False).from_string('{{ _("Links") ~ plain }}')

    assert text.render(VALUES) == "Links<b>&\"'"


@pytest.mark.parametrize("template", ["{{ missing }}", "{{ missing.name }}", "{{ missing() }}"])
def test_what_is_missing_is_an_error(template: str) -> None:
    with pytest.raises(UndefinedError):
        environment(language("en")).from_string(template).render()


@pytest.mark.parametrize("template", ["{{ show(*values) }}", "{{ show(**values) }}"])
def test_a_call_that_would_lose_arguments_is_an_error(template: str) -> None:
    with pytest.raises(TemplateAssertionError):
        environment(language("en")).from_string(template)


def test_what_is_remembered_is_told_apart_by_its_kind() -> None:
    macro = "{% macro show(value) %}{{ value }}{% endmacro %}{% set said = remembered(show) %}"
    template = environment(language("en")).from_string(macro + "{{ said(1) }} {{ said(true) }}")

    assert template.render() == "1 True"
