# SPDX-License-Identifier: MIT
"""A worker is killed in the middle of a file; the file is read to its end all the same, once."""

from __future__ import annotations

from playwright.sync_api import expect

ROWS = 12_000


def test_a_file_is_read_to_its_end_though_the_worker_was_killed(somebody, body, baton, tmp_path):
    file = tmp_path / "long.csv"
    lines = [f"{number},08/06/2026,Remark number {number}" for number in range(ROWS)]
    file.write_text("\n".join(["Response ID,Date,Comment", *lines]))
    amina = somebody()
    amina.signs_in(body["engagement_lead"])
    amina.goes_to("/uploads/new")
    amina.brings("Choose a file", file)
    amina.presses("Bring it")
    amina.presses("This is right: read the file")
    part = amina.page.locator("#upload-progress")
    expect(part).to_contain_text(" of 12,00", timeout=60_000)
    baton.kill_the_worker()
    # It is noticed by a heart that does not beat for half a minute.
    expect(part).to_contain_text("12,000 comments from 12,000 rows are kept.", timeout=120_000)
    assert "was here already" not in part.inner_text()
    amina.looks()
    running = baton.command_line(
        "manage",
        "shell",
        "-c",
        "from baton.core.models import Job;"
        "print('running:', Job.objects.filter(state='running', kind='upload.read').count())",
    )
    assert "running: 0" in running.stdout, running.stderr
