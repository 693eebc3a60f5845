# SPDX-License-Identifier: MIT
"""The trace, both ways, among a million comments and ten thousand findings.

From a comment to what became of it, and from a finding, a decision, an action or a reply back to
the voices behind it: each asked of hundreds, drawn by lot, common sizes and large ones alike.
`python -m benchmarks trace`; it promises a p95 of 50 ms each way.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from benchmarks import _data, _databases

if TYPE_CHECKING:
    from benchmarks._filling import Body

ROWS = 1_000_000
FINDINGS = 10_000
DRAWS = 300
PROMISED = 50
#: How many stand behind a finding: most have some ten, few have thousands.
SIZES = ((0.10, 1, 3), (0.60, 5, 60), (0.27, 60, 250), (0.03, 250, 2_000))
_AT_ONCE = 5_000


def main() -> None:
    print(_databases.when_and_where())
    _databases.on_each("trace")


def here(rows: str = str(ROWS), findings: str = str(FINDINGS)) -> None:
    """Fill the database that this process finds, and print its figures."""
    _databases.migrate()
    from benchmarks._filling import body, fill

    began = time.monotonic()
    organisation = body("Million")
    fill(organisation, int(rows))
    places = concluded(organisation, int(rows), int(findings))
    _analyse()
    print(
        f"{int(rows):,} comments, {int(findings):,} findings with {places:,} places behind them "
        f"written in {time.monotonic() - began:.0f} s\n"
    )
    report(organisation)


def _analyse() -> None:
    """What both databases do by themselves by the time that anybody looks."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def concluded(body: Body, rows: int, findings: int) -> int:
    """Findings of the body's, each with its voices, batons, and what came of it; how many places
    stand behind them all."""
    from django.db import transaction

    from baton.programmes import operations as programmes

    with transaction.atomic():
        stages = [
            stage
            for number in range(50)
            for stage in programmes.begin(
                body.organisation, f"Programme {number}", by=body.analyst
            ).stages.all()
        ]
        made = _findings(body, stages, findings)
        dice = random.Random(11)
        behind = {each.pk: dice.sample(range(1, rows + 1), min(_size(dice), rows)) for each in made}
        _supports(body, behind)
        _onwards(body, stages, made, behind)
    return sum(len(each) for each in behind.values())


def _size(dice: random.Random) -> int:
    lot = dice.random()
    for share, few, many in SIZES:
        if lot < share:
            return dice.randint(few, many)
        lot -= share
    return few


def _findings(body: Body, stages: Sequence[Any], number: int) -> list[Any]:
    from baton.improving.findings.models import Finding

    rows = [
        Finding(
            organisation=body.organisation,
            number=each + 1,
            stage=stages[each % len(stages)],
            sentence=f"Finding {each} of what people say",
            author=body.analyst,
            severity=2,
            inequality=1,
            concluded_at=_data.LAST_DAY - timedelta(days=each % 300),
        )
        for each in range(number)
    ]
    return Finding.objects.bulk_create(rows, batch_size=_AT_ONCE)


def _supports(body: Body, behind: dict[int, list[int]]) -> None:
    from baton.improving.findings.models import Support

    _put(
        Support,
        (
            Support(
                finding_id=finding,
                contribution_id=key,
                side=2 if place % 9 == 8 else 1,
                by=body.analyst,
            )
            for finding, keys in behind.items()
            for place, key in enumerate(keys)
        ),
    )


def _put(model: Any, rows: Iterator[Any]) -> list[Any]:
    """Write rows in parts, so that a million of them fit into memory."""
    made, part = [], []
    for row in rows:
        part.append(row)
        if len(part) == _AT_ONCE:
            made += [each.pk for each in model.objects.bulk_create(part)]
            part = []
    made += [each.pk for each in model.objects.bulk_create(part)]
    return made


def _onwards(
    body: Body, stages: Sequence[Any], made: Sequence[Any], behind: dict[int, list[int]]
) -> None:
    """Each goes on by three batons; two in three are decided upon, half of these answered."""
    from baton.improving.batons.models import Baton, Carried, Move

    day, end = _data.LAST_DAY.date(), _data.LAST_DAY

    def baton(number: int, turn: int) -> Any:
        return Baton(
            organisation=body.organisation,
            stage=stages[(number + turn) % len(stages)],
            holder=body.analyst,
            due_on=day,
            state="held" if turn == 2 else "passed",
            closed_at=None if turn == 2 else end,
            taken_at=end,
            handed_by=body.analyst,
        )

    turns = [_put(Baton, (baton(number, turn) for number in range(len(made)))) for turn in range(3)]
    for turn, keys in enumerate(turns):
        pairs = zip(keys, made, strict=True)
        _put(Carried, (Carried(baton_id=key, finding=finding) for key, finding in pairs))
        if turn:
            moves = zip(turns[turn - 1], keys, strict=True)
            _put(Move, (Move(before_id=one, after_id=next_, kind="on") for one, next_ in moves))
    _decided(body, turns[2], made, behind)


def _decided(
    body: Body, batons: Sequence[int], made: Sequence[Any], behind: dict[int, list[int]]
) -> None:
    """A decision for each two batons of the first two thirds, with two actions and three turns."""
    from baton.improving.decisions.models import Action, Answered, Decision, Turn
    from baton.people.groups.models import Group

    group = Group.objects.create(organisation=body.organisation, name="Group", kind="reference")
    day, number = _data.LAST_DAY.date(), len(made) // 3
    decisions = _put(
        Decision,
        (
            Decision(
                organisation=body.organisation,
                number=each + 1,
                group=group,
                decided_on=day,
                title=f"Decision {each}",
                text="Do it.",
                reasons="It was asked for.",
                recorded_by=body.analyst,
            )
            for each in range(number)
        ),
    )
    _put(
        Answered,
        (
            Answered(decision_id=decisions[each // 2], baton_id=batons[each])
            for each in range(2 * number)
        ),
    )
    actions = _put(
        Action,
        (
            Action(
                decision_id=decision,
                title="Seats",
                owner=body.analyst,
                due_on=day,
                expects="Fewer stand",
                state="done",
                done_on=day,
            )
            for decision in decisions
            for _ in range(2)
        ),
    )
    turns = ("to_do", "doing", "done")
    _put(Turn, (Turn(action_id=action, state=state) for action in actions for state in turns))
    _answered(body, made[:number], behind)


def _answered(body: Body, made: Sequence[Any], behind: dict[int, list[int]]) -> None:
    """A reply to everybody behind each of a third of the findings."""
    from baton.improving.replies.models import Behind, Recipient, Reply

    replies = _put(
        Reply,
        (
            Reply(
                organisation=body.organisation,
                number=each + 1,
                kind="did",
                you_said="You stood.",
                we_say="You sit.",
                state="sent",
                sent_at=_data.LAST_DAY,
                author=body.analyst,
            )
            for each in range(len(made))
        ),
    )
    through = Reply.findings.through
    pairs = list(zip(replies, made, strict=True))
    _put(through, (through(reply_id=reply, finding=finding) for reply, finding in pairs))
    people = [(reply, key) for reply, finding in pairs for key in behind[finding.pk]]
    recipients = _put(
        Recipient,
        (
            Recipient(reply_id=reply, person=f"{key:064}", state="sent", sent_at=_data.LAST_DAY)
            for reply, key in people
        ),
    )
    _put(
        Behind,
        (
            Behind(recipient_id=recipient, contribution_id=key)
            for recipient, (_, key) in zip(recipients, people, strict=True)
        ),
    )


def report(body: Body) -> None:
    """Print how long each way takes, and whether it keeps the promise."""
    print(f"{'':44}  p50     p95     max   (ms)")
    for name, ask, things in asked(body):
        ask(things[0])
        times = []
        for each in things:
            began = time.perf_counter()
            ask(each)
            times.append(1000 * (time.perf_counter() - began))
        p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
        kept = "" if p95 <= PROMISED else "  over what is promised"
        print(f"{name:42}{statistics.median(times):7.1f} {p95:7.1f} {max(times):7.1f}{kept}")


def asked(body: Body) -> Iterator[tuple[str, Callable[[Any], object], list[Any]]]:
    """What is asked, how, and of which things."""
    from baton.improving.decisions.models import Action, Decision
    from baton.improving.findings.models import Finding, Support
    from baton.improving.replies.models import Recipient, Reply
    from baton.improving.trace import lines, queries, telling

    dice, organisation = random.Random(5), body.organisation

    def some(rows: Any, number: int = DRAWS) -> list[Any]:
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        return list(rows.filter(pk__in=dice.sample(keys, min(number, len(keys)))))

    spoke = [each.contribution_id for each in some(Support.objects.all())]
    pages = [[key, *dice.sample(spoke, 49)] for key in spoke[: DRAWS // 3]]
    yield (
        "a comment: what became of it",
        lambda key: lines.of_contributions(organisation, [key]),
        spoke,
    )
    yield "50 comments of a list", lambda keys: lines.of_contributions(organisation, keys), pages
    findings = some(Finding.objects.all())
    yield "a finding: what became of it", lines.of_finding, findings
    yield "a finding: its voices", lambda each: queries.voices([each.pk]), findings
    for name, model, behind in (
        ("a decision", Decision, queries.behind_decision),
        ("an action", Action, queries.behind_action),
        ("a reply", Reply, queries.behind_reply),
    ):
        things = some(model.objects.all())
        yield f"{name}: its voices", lambda each, of=behind: queries.voices(of(each)), things
        yield (
            f"{name}: quotations",
            lambda each, of=behind: queries.quotes(organisation, of(each)),
            things,
        )
    yield (
        "a decision: a page of its comments",
        lambda each: queries.contributions(queries.behind_decision(each), 1),
        some(Decision.objects.all()),
    )
    people = some(Recipient.objects.select_related("reply__organisation"))
    yield "a person: their story", telling.told_to_person, people


if __name__ == "__main__":
    main()
