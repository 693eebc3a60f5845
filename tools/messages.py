# SPDX-License-Identifier: MIT
"""Bring the catalogues of public pages to what the pages say now.

    python -m tools.messages

What is marked in templates and modules goes into each catalogue, untranslated where it is new; what
nobody says any more leaves it. English wordings are the keys: a changed one is a new sentence.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

from baton.listening.channels.survey import monitoring
from baton.ui import catalogues
from baton.ui.languages import TRANSLATED

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "noop": None}
MONITORING = "baton/listening/channels/survey/monitoring.py"
METHODS = [
    ("**/tests/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
OPTIONS = {"**/templates/**.html": {"encoding": "utf-8", "trimmed": "true", "silent": "false"}}


def said_now() -> Catalog:
    """Every sentence that is marked, and what people are asked about themselves, with the files
    that say it."""
    template = Catalog(project="Baton")
    found = extract_from_dir(ROOT / "baton", METHODS, OPTIONS, KEYWORDS)
    for path, line, message, comments, _ in found:
        template.add(message, None, [(f"baton/{path}", line)], auto_comments=comments)
    for asked in monitoring.ASKED.values():
        for message in (asked.words, asked.why, *asked.answers):
            template.add(message, None, [(MONITORING, 1)])
    template.add(monitoring.PREFER_NOT, None, [(MONITORING, 1)])
    return template


def update(language: str, template: Catalog) -> int:
    """Bring one catalogue to the template; how many of its sentences are untranslated."""
    path = catalogues.path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = catalogues.read(language) if path.is_file() else Catalog(language)
    catalogue.fuzzy, catalogue.project, catalogue.version = False, "Baton", "1"
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    # What changes with each run says nothing that Git does not say.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 11, 30, tzinfo=UTC)
    catalogue.header_comment = "# SPDX-License-Identifier: MIT"
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
