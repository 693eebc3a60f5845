# SPDX-License-Identifier: MIT
# ruff: noqa: E501 - a table of patterns reads best with a line each
"""The wordings in which lists say what somebody is, how something was done and how it stands.

Each is a regular expression over the plain answer; the first that fits decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from baton.listening.channels.upload.values import plain
from baton.people.stakeholders.models import Engagement, Kind
from baton.programmes.activities.models import Activity, Method, Participant, Rung
from baton.programmes.models import StageKind


@dataclass(frozen=True, slots=True)
class Words:
    """The answers that can be meant, and what they are called elsewhere."""

    choices: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]


def meant(
    answer: str, choices: tuple[tuple[str, str], ...], ways: tuple[tuple[str, str], ...]
) -> str | None:
    """The code of an answer, or None where nobody knows it.

    >>> meant("VCSE", KINDS.choices, KINDS.ways)
    'voluntary'
    """
    text = plain(answer)
    for code, name in choices:
        if text in (plain(code), plain(name)):
            return code
    return next((code for pattern, code in ways if re.search(pattern, text)), None)


def _of(choices: type) -> tuple[tuple[str, str], ...]:
    return tuple((str(code), str(name)) for code, name in choices.choices)  # type: ignore[attr-defined]


KINDS = Words(
    _of(Kind),
    (
        (r"healthwatch", "healthwatch"),
        (r"wellbeing board|\bhwbb?\b", "wellbeing"),
        (r"scrutiny|\bhosc\b|overview", "scrutiny"),
        (r"council(l)?or|elected|\bmps?\b|member of parliament|mayor", "elected"),
        (r"\bppg\b|patient|carer|service user|lived experience", "patients"),
        (r"seldom|community of|under-?served|traveller|refugee|inclusion", "community"),
        (r"\bvcs|\bvcfse|volunt|charit|third sector|non.?profit|faith|\bcic\b|community (org|group)", "voluntary"),
        (r"\bgps?\b|practice|primary care|\bpcn\b|pharmac|dentist|optom", "practice"),
        (r"\bicb\b|integrated care|place partner|place board|commissioner", "board"),
        (r"trust|hospital|provider|ambulance", "trust"),
        (r"local authorit|council|public health|social care", "council"),
        (r"nhs england|\bnhse\b|\bcqc\b|regulator|national|ombudsman|\bdhsc\b", "national"),
        (r"union|\bbma\b|\brcn\b|unison", "union"),
        (r"staff|workforce|clinician|employee", "staff"),
        (r"universit|college|school|research|academ|education", "research"),
        (r"supplier|contractor|compan|business|private|industry", "supplier"),
        (r"media|press|newspaper|radio|journalis|broadcast", "media"),
        (r"police|fire|housing|prison|probation", "other_services"),
        (r"committee|working group|steering", "committee"),
        (r"public|resident|citizen|communit", "public"),
    ),
)  # fmt: skip

SCALE = Words(
    tuple((str(number), str(number)) for number in range(1, 6)),
    (
        (r"^very high|^vh$|highest", "5"),
        (r"^very low|^vl$|lowest|^none$", "1"),
        (r"high|^h$", "4"),
        (r"medium|moderate|mid|^m$|average", "3"),
        (r"low|^l$", "2"),
    ),
)

ENGAGEMENT = Words(
    _of(Engagement),
    (
        (r"unaware|not aware|unknown", "0"),
        (r"oppos|resist|against|critic|block|negative|hostile", "1"),
        (r"lead|champion|advocate|driv", "4"),
        (r"support|positive|engaged|favour|ally|help", "3"),
        (r"neutral|undecided|indifferent|aware|passive|let it happen", "2"),
    ),
)

STAGES = Words(
    _of(StageKind),
    (
        (r"need|aspiration|understand|scop|discover", "needs"),
        (r"plan|priorit|develop|strateg", "plan"),
        (r"improve|redesign|design|transform", "improve"),
        (r"procure|tender|commission|buy", "procure"),
        (r"monitor|evaluat|review|assur", "monitor"),
    ),
)

METHODS = Words(
    _of(Method),
    (
        (r"focus", "focus_group"),
        (r"co.?(design|produc|creat)|experience.based", "co_design"),
        (r"survey|questionnaire|poll|feedback form", "survey"),
        (r"workshop", "workshop"),
        (r"interview|one.to.one|1.?(:|to).?1", "interviews"),
        (r"deliberat|citizens.? (jury|panel|assembly)", "deliberation"),
        (r"booth|stall|pop.?up|kiosk|drop.?in", "booth"),
        (r"outreach|visit|walk.?about", "outreach"),
        (r"shadow|observ", "shadowing"),
        (r"lay (assess|member|review)|mystery|15 steps|place assess", "lay_assessors"),
        (r"stor(y|ies)", "stories"),
        (r"public meeting|town hall|roadshow|open (day|evening|meeting)|public event", "public_meeting"),
        (r"meeting|forum|committee|\bppg\b|group", "group_meeting"),
        (r"newsletter|leaflet|poster|e-?mail|website|social media|briefing|press|information|letter", "information"),
    ),
)  # fmt: skip

RUNGS = Words(
    _of(Rung),
    (
        (r"devol|empower|citizen control|user.?led|decide", "5"),
        (r"collab|co.?(produc|design)|partner", "4"),
        (r"involv|engage", "3"),
        (r"consult|ask|listen", "2"),
        (r"inform|tell|communicat", "1"),
    ),
)

STATES = Words(
    _of(Activity.State),
    (
        (r"cancel|postpone|called off|did not (happen|take place)|abandon", "cancelled"),
        (r"complet|happened|held|done|closed|finish|delivered|took place|past", "happened"),
        (r"announc|publish|advertis|confirmed|live|open", "announced"),
        (r"plan|tentative|upcoming|schedul|draft|provisional|to come|future", "planned"),
    ),
)

DONE = Words(
    (("open", "Still to do"), ("done", "Done"), ("not_needed", "Not needed")),
    (
        (r"not needed|n/?a\b|cancel|withdrawn|superseded|no longer|abandon|dropped|void", "not_needed"),
        (r"^in\W?complete|not (yet )?(complete|done|started|begun|due)|^no$|^n$", "open"),
        (r"complet|done|clos|finish|achiev|\bblue\b|^yes$|^y$|deliver|✓|✔|^x$|^100 ?%$", "done"),
        (r"open|progress|on\W?going|started|begun|on track|amber|red|green|overdue|late|due|outstanding|to do|pending|delay|plan|new|^\d\d? ?%$", "open"),
    ),
)  # fmt: skip

CAME = Words(
    tuple((str(code), str(name)) for code, name in Participant.State.choices),
    (
        (r"did ?n.?t|no.?show|absent|not attend|dna\b|apolog(y|ies)|missed", "absent"),
        (r"declin|cannot|can.?t|unable|regret|not (coming|going)|cancel", "declined"),
        (r"^yes|^y$|attended|came|present|checked.?in|^x$|✓|✔|true|^1$", "came"),
        (r"^no$|^n$|false|^0$", "absent"),
        (r"coming|going|accept|signed up|register|book|confirm|maybe|tentative", "coming"),
        (r"invit|awaiting|pending|no reply", "invited"),
    ),
)


def level(answer: str) -> str | None:
    """A level from 1 to 5, in a number or in words.

    >>> level("4 – high"), level("Low"), level("7"), level("4/5")
    ('4', '2', None, '4')
    """
    text = plain(answer)
    if found := re.match(r"([1-5])(?:\.0+)?(?:$|\s*/\s*5$|\s*[^\d\s./%]|\s+\D)", text):
        return found[1]
    if re.match(r"\d", text):
        return None
    return meant(answer, (), SCALE.ways)
