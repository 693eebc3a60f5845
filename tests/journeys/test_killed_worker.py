# SPDX-License-Identifier: MIT
"""A worker, or everything, is killed in the middle of a file; the file is read to its end all the
same, and nothing of it is lost or doubled."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.harness.instance import Instance
from tests.journeys.conftest import empty_database
from tests.journeys.files import bring

# So many that a page which looks every second meets the file half read, however fast all is.
ROWS = 120_000

COUNT = """
from baton.core.models import Job
from baton.listening.models import Contribution
said = Contribution.objects.filter(words__startswith="{remark} ")
words = list(said.values_list("words", flat=True))
print("kept:", len(words), "different:", len(set(words)))
print("at it:", Job.objects.filter(state="running", kind="upload.read").count())
"""


@pytest.fixture
def other_baton(tmp_path_factory):
    """A Baton of this journey's own, that may be killed whole."""
    instance = Instance(tmp_path_factory.mktemp("other"), empty_database("killed"))
    instance.start()
    yield instance
    assert instance.ended_well(), instance.said()


def long_file(folder: Path, remark: str) -> Path:
    path = folder / "long.csv"
    lines = [f"Z{number},28/06/2026,{remark} number {number}" for number in range(ROWS)]
    path.write_text("\n".join(["Response ID,Date,Comment", *lines]))
    return path


def counted(baton, remark: str) -> str:
    done = baton.command_line("manage", "shell", "-c", COUNT.format(remark=remark))
    assert done.returncode == 0, done.stderr
    return done.stdout


def is_in_the_middle(part) -> None:
    """Some rows were read, and not all."""
    expect(part).to_contain_text(" of 120,00", timeout=60_000)
    expect(part).to_contain_text("You can leave this page")


def is_read_once(part) -> None:
    # It is noticed by a heart that does not beat for half a minute.
    expect(part).to_contain_text("120,000 comments from 120,000 rows are kept.", timeout=180_000)
    assert "here already" not in part.inner_text()


def test_a_file_is_read_to_its_end_though_the_worker_was_killed(somebody, body, baton, tmp_path):
    amina = somebody()
    amina.signs_in(body["engagement_lead"])
    bring(amina, long_file(tmp_path, "Remark"))
    part = amina.page.locator("#upload-progress")
    is_in_the_middle(part)
    meter = part.locator("progress")
    assert 0 < int(meter.get_attribute("value")) < int(meter.get_attribute("max"))
    baton.kill_the_worker()
    # She leaves, and comes back.
    amina.goes_to("/")
    amina.goes_to("/uploads/")
    amina.reads("Being read")
    amina.follows("long.csv")
    is_read_once(part)
    amina.looks()
    found = counted(baton, "Remark")
    assert "kept: 120000 different: 120000" in found
    assert "at it: 0" in found


def test_a_file_is_read_to_its_end_though_everything_was_killed(
    somebody, body, other_baton, tmp_path
):
    amina = somebody(at="other_baton")
    amina.signs_in(other_baton.seed("Wreake Trust")[0]["engagement_lead"])
    bring(amina, long_file(tmp_path, "Saying"))
    part = amina.page.locator("#upload-progress")
    is_in_the_middle(part)
    # She leaves, so that her page does not ask a machine that is not there.
    amina.goes_to("/")
    other_baton.kill_everything()
    other_baton.start()
    amina.goes_to("/uploads/")
    amina.follows("long.csv")
    is_read_once(part)
    assert "kept: 120000 different: 120000" in counted(other_baton, "Saying")
