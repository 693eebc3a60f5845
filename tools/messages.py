# SPDX-License-Identifier: MIT
"""Bring the catalogues to what the pages say now.

    python -m tools.messages

What is marked in templates and modules goes into each catalogue of public pages, untranslated where
it is new, and what nobody says any more leaves it; what pages behind sign-in say goes into
`locale/staff.pot`. English wordings are the keys: a changed one is a new sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import jinja2
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.pofile import write_po
from jinja2 import nodes
from jinja2.ext import babel_extract

from baton.listening.channels.survey import monitoring
from baton.ui import catalogues
from baton.ui.languages import TRANSLATED

ROOT = Path(__file__).resolve().parents[1]
#: What marks a sentence, and which of its arguments say it.
MARKS = {
    **DEFAULT_KEYWORDS,
    **dict.fromkeys(("gettext_lazy", "noop", "_lazy"), None),
    "_many": (1, 2),
    "count": (2, 3),
}
#: Of these, what marks one in a module that only those who work here read.
FOR_STAFF = {"_", "_lazy", "_many", "count"}
#: Templates of public pages lie in folders named so; these are theirs too, and letters to people
#: who do not work here.
PUBLIC = re.compile(
    r"/public/|/templates/(ui/(_help|base|form|public)|web/problem|survey/preview/_parts"
    r"|event/(_details|sign_in)|listening/(_notice_link|privacy|_who_agreed)"
    r"|news/(about|asked|gone|stopped|subscribe|subscription)"
    r"|people/mail/(activity_\w+|heard_right|news|news_confirm|partner_link"
    r"|reply|reply_code|reply_text))\."
)
LICENCE = "# SPDX-License-Identifier: MIT"
#: What changes with each run says nothing that Git does not say.
DATED = datetime(2026, 11, 30, tzinfo=UTC)
MONITORING = "baton/listening/channels/survey/monitoring.py"


def _methods(audience: str) -> list[tuple[str, str]]:
    return [
        ("**/tests/**", "ignore"),
        ("**/migrations/**", "ignore"),
        ("**.py", f"tools.messages:of_module_for_{audience}"),
        ("**/templates/**.html", "tools.messages:of_template"),
        ("**/templates/**.txt", "tools.messages:of_template"),
    ]


def of_module_for_public(file: IO[bytes], _: Any, tags: Any, options: Any) -> Iterator[Any]:
    """As Babel reads modules."""
    return extract_python(file, MARKS.keys() - FOR_STAFF, tags, options)


def of_module_for_staff(file: IO[bytes], _: Any, tags: Any, options: Any) -> Iterator[Any]:
    """The same; of `count(n, "page")` with the plural that it makes itself."""
    for line, name, message, comments in extract_python(file, FOR_STAFF, tags, options):
        is_regular = name == "count" and isinstance(message, tuple) and len(message) == 2
        yield line, name, (*message, f"{message[1]}s") if is_regular else message, comments


def of_template(file: IO[bytes], marks: Any, tags: Any, options: Any) -> Iterator[Any]:
    """As Jinja reads templates; and the nouns of `n | count("page")`."""
    yield from babel_extract(
        file, [*marks], tags, {**options, "trimmed": "true", "silent": "false"}
    )
    file.seek(0)
    jinja = jinja2.Environment(extensions=["jinja2.ext.i18n"])
    for each in jinja.parse(file.read().decode()).find_all(nodes.Filter):
        nouns = [it.value for it in each.args if isinstance(it, nodes.Const)]
        if each.name == "count" and nouns:
            one, many = nouns if len(nouns) == 2 else (nouns[0], f"{nouns[0]}s")
            yield each.lineno, "ngettext", (one, many), []


def _marked(audience: str) -> Iterator[tuple[Any, str]]:
    """Each sentence that is said to it, and the file."""
    is_public = audience == "public"
    for path, _, message, _, _ in extract_from_dir(ROOT / "baton", _methods(audience), {}, MARKS):
        if path.endswith(".py") or bool(PUBLIC.search(path)) is is_public:
            yield message, f"baton/{path}"


def said_now() -> Catalog:
    """Every sentence of public pages, and what people are asked about themselves."""
    template = Catalog(project="Baton")
    for message, path in _marked("public"):
        template.add(message, None, [(path, 1)])
    for asked in monitoring.ASKED.values():
        for message in (asked.words, asked.why, *asked.answers):
            template.add(message, None, [(MONITORING, 1)])
    template.add(monitoring.PREFER_NOT, None, [(MONITORING, 1)])
    return template


def said_to_staff() -> Catalog:
    """Every sentence of pages behind sign-in that no public page says."""
    public = {_first(each.id) for each in said_now() if each.id}
    template = Catalog(project="Baton", header_comment=LICENCE, creation_date=DATED)
    for message, path in _marked("staff"):
        if _first(message) not in public:
            template.add(message, None, [(path, 1)])
    return template


def _first(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def update_staff(template: Catalog) -> None:
    with catalogues.TEMPLATE.open("wb") as file:
        write_po(file, template, width=100, include_lineno=False)


def update(language: str, template: Catalog) -> int:
    """Bring one catalogue to the template; how many of its sentences are untranslated."""
    path = catalogues.path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = catalogues.read(language) if path.is_file() else Catalog(language)
    catalogue.fuzzy, catalogue.project, catalogue.version = False, "Baton", "1"
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    catalogue.creation_date = catalogue.revision_date = DATED
    catalogue.header_comment = LICENCE
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    return sum(1 for each in catalogue if each.id and not _is_whole(each.string))


def _is_whole(words: str | tuple[str, ...] | list[str]) -> bool:
    return bool(words) and (isinstance(words, str) or all(words))


if __name__ == "__main__":
    now = said_now()
    for code in TRANSLATED:
        print(f"{code}: {len(now)} sentences, {update(code, now)} untranslated")
    staff = said_to_staff()
    update_staff(staff)
    print(f"pages behind sign-in: {len(staff)} sentences")
