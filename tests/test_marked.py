# SPDX-License-Identifier: MIT
"""Every sentence of a page behind sign-in can be translated: it is marked where it is written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from tools.messages import MARKS, PUBLIC, ROOT

pytestmark = pytest.mark.one_database

JINJA = jinja2.Environment(extensions=["jinja2.ext.i18n"])
JINJA.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
#: Letters to people outside; the rest of what `PUBLIC` does not name is read by staff.
LETTERS_OUT = re.compile(
    r"people/mail/(activity_\w+|heard_right|news|news_confirm|partner_link|reply|reply_code"
    r"|reply_text)\.txt"
)
TEMPLATES = [
    path.relative_to(ROOT).as_posix()
    for path in sorted((ROOT / "baton").glob("**/templates/**/*"))
    if path.suffix in {".html", ".txt"}
]
STAFF = [each for each in TEMPLATES if not PUBLIC.search(each) and not LETTERS_OUT.search(each)]

#: Attributes that somebody reads or hears.
READ = {"alt", "aria-label", "data-label", "label", "placeholder", "title"}
#: Elements that hold no sentence: names of keys, of files and of columns, and what machines read.
NO_SENTENCE = {"code", "kbd", "script", "style"}
#: Keys of what is handed to a macro that somebody reads.
READ_KEYS = {"caption", "heading", "html", "label", "summaryText", "text", "titleText"}
#: Calls whose arguments are names, and filters that show none of theirs.
NAMES = {"_", "ngettext", "slot", "static", "url"}
#: Names of columns as they stand in a file, and of a style.
AS_THEY_STAND = {
    "places/import.html": {"board", "code", "site", "trust", "ward"},
    "measures/import.html": {"date", "denominator", "note", "numerator"},
    "ui/staff.html": {"bt-staff"},
}

#: Stand in a template's text for its expressions, by their number.
FROM, TO = "\ue000", "\ue001"
EXPRESSION = re.compile(f"{FROM}(\\d+){TO}")


@dataclass
class Written:
    """A template without what is marked in it: its text, and its expressions apart."""

    text: str = ""
    expressions: list[tuple[int, str]] = field(default_factory=list)
    statements: list[tuple[int, str]] = field(default_factory=list)


def written(source: str) -> Written:
    """What stands outside `{% trans %}`; an expression leaves its number in the text."""
    found, code, line, is_in_block = Written(), "", 1, False
    for number, kind, value in JINJA.lex(source):
        if kind in {"variable_begin", "block_begin"}:
            code, line = "", number
        elif kind == "variable_end":
            if not is_in_block:
                found.text += f"{FROM}{len(found.expressions)}{TO}"
                found.expressions.append((line, code.strip()))
        elif kind == "block_end":
            is_in_block = code.split()[0] in {"trans", "pluralize"}
            found.statements.append((line, code.strip()))
        elif kind == "data":
            found.text += "" if is_in_block else value
        else:
            code += value
        # Every line break stays, so that a line found is a line in the file.
        lost = value.count("\n") if kind != "data" or is_in_block else 0
        found.text += "\n" * lost
    return found


class Page(HTMLParser):
    """What somebody reads of it: lines with text, and with numbers of expressions."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.read: list[tuple[int, str]] = []
        self.silent: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        self.read += [(line, value) for name, value in attrs if name in READ and value]
        if tag in NO_SENTENCE:
            self.silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            start = self.getpos()[0]
            self.read += [(start + at, each) for at, each in enumerate(data.split("\n"))]


def unmarked(path: str) -> Iterator[tuple[int, str]]:
    """Lines of a template with what is read there and not marked."""
    here = written((ROOT / path).read_text())
    as_it_stands = AS_THEY_STAND.get("/".join(Path(path).parts[-2:]), set())
    text = re.sub(r"^Subject:", "", here.text) if path.endswith(".txt") else here.text
    for line, each in Page(text).read:
        words = EXPRESSION.sub("", each).strip()
        if has_letters(words) and words not in as_it_stands:
            yield line, words
        for number in EXPRESSION.findall(each):
            at, code = here.expressions[int(number)]
            yield from ((at, said) for said in strings(expression(code), is_read=True))
    for line, code in here.statements:
        for node in statement(code):
            yield from ((line, said) for said in strings(node, is_read=False))


def expression(code: str) -> nodes.Node:
    output = JINJA.parse("{{ " + code + " }}").body[0]
    assert isinstance(output, nodes.Output)
    return output.nodes[0]


def statement(code: str) -> Iterator[nodes.Node]:
    """What a statement says itself: not what stands between it and its end."""
    name, _, rest = code.partition(" ")
    if name == "set" and "=" in rest:
        yield expression(rest.partition("=")[2])
    elif name in {"for", "call", "with", "macro"}:
        yield from JINJA.parse("{% " + code + " %}{% end" + name + " %}").body


def strings(node: nodes.Node, *, is_read: bool) -> Iterator[str]:
    """Literals that are read: all of an expression's value; elsewhere what looks like words."""
    if isinstance(node, nodes.Const):
        words = node.value
        if isinstance(words, str) and (has_letters(words) if is_read else looks_read(words)):
            yield words
    else:
        for part, is_part_read in parts(node, is_read=is_read):
            yield from strings(part, is_read=is_part_read)


def parts(node: nodes.Node, *, is_read: bool) -> Iterator[tuple[nodes.Node, bool]]:
    """What of an expression may hold words, and whether it is surely read where this is."""
    match node:
        case nodes.Call(node=nodes.Name(name=name)) if name in NAMES:
            pass
        case nodes.Filter(node=nodes.Node() as told, name=name):
            yield told, is_read and name != "format"
            yield from ((each, is_read) for each in node.args if name == "default")
        case nodes.Dict():
            for pair in node.items:
                key = getattr(pair.key, "value", None)
                yield pair.value, key in READ_KEYS
        case nodes.CondExpr():
            yield node.expr1, is_read
            if node.expr2 is not None:
                yield node.expr2, is_read
        case nodes.Getitem(node=nodes.Dict() as told):
            yield from ((pair.value, is_read) for pair in told.items)
        case nodes.Compare() | nodes.Test() | nodes.Mod() | nodes.Getitem():
            pass
        case _:
            is_value = isinstance(node, nodes.Concat | nodes.Or | nodes.And | nodes.Add)
            yield from ((each, is_read and is_value) for each in node.iter_child_nodes())


def has_letters(words: str) -> bool:
    return any(each.isalpha() for each in words)


def looks_read(words: str) -> bool:
    """Such as "Save" or "the last month"; not "bt-note", "open", "f-paper s-own" nor "?state="."""
    is_class = re.match(r"[a-z]+-", words) or re.search(r"[=/]", words)
    return bool(re.match(r"[A-Z][a-z]|.*[a-z] [a-zA-Z]", words)) and not is_class


@pytest.mark.parametrize("path", STAFF)
def test_whatever_staff_read_is_marked_for_translation(path):
    """Mend it with {{ _("…") }}, or {% trans %}…{% endtrans %} where it holds values or markup."""
    found = [f"{path}:{line}: {words}" for line, words in unmarked(path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "bare",
    [
        "<p>Saved</p>",
        '<p title="Saved"></p>',
        '{{ "Saved" }}',
        '<p>{{ "saved" if yes else _("lost") }}</p>',
        '<img alt="{{ "saved" if yes }}">',
        '{{ select({"label": {"text": "saved"}}) }}',
        '{{ submit("Save") }}',
        '{% set title = "Saved" %}',
        '{% for each in ["Saved"] %}{% endfor %}',
        '{% macro row(caption="All rows") %}{% endmacro %}',
        "{% trans %}Saved{% endtrans %} and sent",
    ],
)
def test_what_is_not_marked_is_found(bare, tmp_path, monkeypatch):
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    (tmp_path / "page.html").write_text(f"<main>\n{bare}</main>")
    assert [line for line, _ in unmarked("page.html")] == [2]


def test_what_is_marked_or_no_sentence_is_let_be(tmp_path, monkeypatch):
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    (tmp_path / "page.html").write_text(
        '<p class="{{ "bt-note" if yes }}">{{ _("Saved") }} · {{ url("batons:all") }}</p>'
        '{% trans n=3 %}One{% pluralize n %}Many{% endtrans %}<kbd>Tab</kbd>{{ "%.1f" % 2 }}'
        '{{ field(form.day, width="20") }}{% if state == "open" %}–{% endif %}'
    )
    assert not list(unmarked("page.html"))


def _in_f_strings(path):
    """Where a module marks a sentence inside an f-string, in which no catalogue finds it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for string in (each for each in ast.walk(tree) if isinstance(each, ast.JoinedStr)):
        for call in (each for each in ast.walk(string) if isinstance(each, ast.Call)):
            name = getattr(call.func, "id", "")
            said = [each for each in call.args if isinstance(each, ast.Constant)]
            if name in MARKS and any(isinstance(each.value, str) for each in said):
                yield f"{path.relative_to(ROOT)}:{call.lineno}"


def test_no_sentence_is_marked_where_a_catalogue_does_not_look():
    modules = [
        each for each in (ROOT / "baton").rglob("*.py") if not {"cli", "demo"} & {*each.parts}
    ]
    assert [found for each in modules for found in _in_f_strings(each)] == []
