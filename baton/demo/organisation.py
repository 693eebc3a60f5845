# SPDX-License-Identifier: MIT
"""The invented bodies, services and people of the demonstration: plain values, no database.

Everything here is made up. Place names of Leicester, Leicestershire and Rutland are real;
no body, site, service, code or person is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

BodyKind = Literal["icb", "trust", "practice", "healthwatch", "voluntary", "council"]
NodeKind = Literal["trust", "practice", "site", "service", "ward"]
Role = Literal[
    "administrator",
    "engagement_lead",
    "analyst",
    "complaints_officer",
    "frontline",
    "partner",
    "patient_partner",
    "board_member",
]

BOARD = "soar-and-wreake"
COMMUNITY_TRUST = "soar-valley-community"

#: Boards took over from clinical commissioning groups on this day (Health and Care Act 2022).
BOARDS_BEGAN = date(2022, 7, 1)


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation. `valid_to` is its last day; None while it stands."""

    key: str
    name: str
    short_name: str
    kind: BodyKind
    parent_key: str = ""
    valid_from: date = BOARDS_BEGAN
    valid_to: date | None = None
    predecessor_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceNode:
    """A place in the board's tree of services; the board itself is the root and not in `path`."""

    path: tuple[str, ...]
    kind: NodeKind
    code: str


@dataclass(frozen=True, slots=True)
class Person:
    """An account. `body_key` is the organisation they work in, not always their employer."""

    name: str
    email: str
    role: Role
    body_key: str


BODIES: tuple[Body, ...] = (
    Body(
        "soar-valley-ccg",
        "Soar Valley Clinical Commissioning Group",
        "Soar Valley CCG",
        "icb",  # the commissioner of its day
        valid_from=date(2013, 4, 1),
        valid_to=date(2022, 6, 30),
    ),
    Body(
        BOARD,
        "Soar and Wreake Integrated Care Board",
        "Soar and Wreake",
        "icb",
        predecessor_keys=("soar-valley-ccg",),
    ),
    Body(
        "charnwood-forest",
        "Charnwood Forest Hospitals Trust",
        "Charnwood Forest Hospitals",
        "trust",
        BOARD,
        date(2004, 4, 1),
    ),
    Body(
        COMMUNITY_TRUST,
        "Soar Valley Community Health Trust",
        "Soar Valley Community Health",
        "trust",
        BOARD,
        date(2011, 4, 1),
    ),
    Body(
        "fosse-way-ambulance",
        "Fosse Way Ambulance Trust",
        "Fosse Way Ambulance",
        "trust",
        BOARD,
        date(2006, 7, 1),
    ),
    Body(
        "swithland",
        "Swithland Mental Health Trust",
        "Swithland Mental Health",
        "trust",
        BOARD,
        date(2008, 11, 1),
    ),
    Body("abbey-meadow", "Abbey Meadow Surgery", "Abbey Meadow", "practice", BOARD),
    Body("outwoods-lane", "Outwoods Lane Practice", "Outwoods Lane", "practice", BOARD),
    Body("stocking-frame", "Stocking Frame Medical Practice", "Stocking Frame", "practice", BOARD),
    Body("kirby-gate", "Kirby Gate Medical Practice", "Kirby Gate", "practice", BOARD),
    Body("eyebrook", "Eyebrook Surgery", "Eyebrook", "practice", BOARD),
    Body(
        "healthwatch-soar-and-wreake",
        "Healthwatch Soar and Wreake",
        "Healthwatch",
        "healthwatch",
        BOARD,
        date(2013, 4, 1),
    ),
    Body(
        "soar-valley-carers",
        "Soar Valley Carers’ Network",
        "Carers’ Network",
        "voluntary",
        BOARD,
        date(1998, 9, 14),
    ),
    Body(
        "sign-and-speak",
        "Sign and Speak, Deaf people’s group",
        "Sign and Speak",
        "voluntary",
        BOARD,
        date(2009, 2, 3),
    ),
    Body(
        "wreakeside-council",
        "Wreakeside County Council",
        "Wreakeside Council",
        "council",
        BOARD,
        date(1997, 4, 1),
    ),
)

_HOSPITALS = "Charnwood Forest Hospitals Trust"
_COMMUNITY = "Soar Valley Community Health Trust"
_AMBULANCE = "Fosse Way Ambulance Trust"
_MENTAL = "Swithland Mental Health Trust"
_BEACON = "Beacon Hill Hospital, Loughborough"
_MELTON = "Wreakeside Hospital, Melton Mowbray"

#: What people speak of: the leaves of the tree, each with its path below the board.
_LEAVES: tuple[tuple[str, NodeKind, tuple[str, ...]], ...] = (
    ("BWC", "service", (_HOSPITALS, "Belvoir Street, Leicester", "Belvoir walk-in centre")),
    ("HRM", "service", (_HOSPITALS, "Hinckley Road, Leicester", "Hinckley Road minor injuries")),
    ("MAT", "ward", (_HOSPITALS, _BEACON, "Maternity unit")),
    ("WD6", "ward", (_HOSPITALS, _BEACON, "Ward 6, care of older people")),
    ("BLU", "ward", (_HOSPITALS, _BEACON, "Bluebell children’s ward")),
    ("EYB", "service", (_HOSPITALS, _BEACON, "Eye clinic")),
    ("EYM", "service", (_HOSPITALS, _MELTON, "Eye clinic")),
    ("PHL", "service", (_COMMUNITY, "Paget House, Loughborough", "Musculoskeletal physiotherapy")),
    (
        "PHC",
        "service",
        (_COMMUNITY, "Snibston Health Centre, Coalville", "Musculoskeletal physiotherapy"),
    ),
    ("DEN", "service", (_COMMUNITY, "Gartree Street Clinic, Leicester", "Dental access centre")),
    ("CNL", "service", (_COMMUNITY, "Care at home", "Community nursing, Leicester")),
    ("CNR", "service", (_COMMUNITY, "Care at home", "Community nursing, Melton and Rutland")),
    ("AMB", "service", (_AMBULANCE, "Syston control room", "Emergency ambulance")),
    ("111", "service", (_AMBULANCE, "Syston control room", "111 telephone service")),
    ("PTS", "service", (_AMBULANCE, "Enderby depot", "Patient transport")),
    ("CMH", "service", (_MENTAL, "Rothley House, Leicester", "Community mental health team")),
    ("TAL", "service", (_MENTAL, "Rothley House, Leicester", "Talking therapies")),
    ("YOU", "service", (_MENTAL, "Rothley House, Leicester", "Young people’s service")),
    ("HER", "ward", (_MENTAL, "The Lindens, Leicester", "Heron ward")),
    ("ABM", "service", ("Abbey Meadow Surgery", "Abbey Lane, Leicester", "General practice")),
    ("ABH", "service", ("Abbey Meadow Surgery", "Hamilton branch", "General practice")),
    ("OUT", "service", ("Outwoods Lane Practice", "Main surgery", "General practice")),
    ("STF", "service", ("Stocking Frame Medical Practice", "Hinckley surgery", "General practice")),
    ("KGP", "service", ("Kirby Gate Medical Practice", "Melton surgery", "General practice")),
    ("KGD", "service", ("Kirby Gate Medical Practice", "Melton surgery", "Dispensary")),
    ("EYE", "service", ("Eyebrook Surgery", "Uppingham", "General practice")),
    ("EYD", "service", ("Eyebrook Surgery", "Uppingham", "Dispensary")),
)

#: Each leaf's path, by its code.
PATHS: dict[str, tuple[str, ...]] = {code: path for code, _, path in _LEAVES}


def services(body_key: str = BOARD) -> tuple[ServiceNode, ...]:
    """The tree as seen from the board, or one trust's or practice's part of it, parents first.

    >>> [node.path[-1] for node in services("eyebrook")]
    ['Eyebrook Surgery', 'Uppingham', 'General practice', 'Dispensary']
    """
    bodies = {body.name: body for body in BODIES}
    nodes: dict[tuple[str, ...], ServiceNode] = {}
    for code, kind, path in _LEAVES:
        owner = bodies[path[0]]
        if body_key not in (BOARD, owner.key):
            continue
        top: NodeKind = "trust" if owner.kind == "trust" else "practice"
        for depth, node_kind in ((1, top), (2, "site"), (3, kind)):
            place = path[:depth]
            nodes.setdefault(place, ServiceNode(place, node_kind, _code(code, depth)))
    return tuple(nodes.values())


def _code(leaf: str, depth: int) -> str:
    """A code of our own for a node: a body's and a site's are named after their first leaf."""
    return f"SW-{leaf}" + {1: "-BODY", 2: "-SITE", 3: ""}[depth]


#: One account for each role, and those who run the community trust's own organisation.
PEOPLE: tuple[Person, ...] = (
    Person("Karen Toone", "karen.toone@board.example.org", "administrator", BOARD),
    Person("Meena Rao", "meena.rao@board.example.org", "engagement_lead", BOARD),
    Person("Priya Nair", "priya.nair@board.example.org", "analyst", BOARD),
    Person("Tom Achebe", "tom.achebe@board.example.org", "complaints_officer", BOARD),
    Person("Grace Mutasa", "grace.mutasa@hospitals.example.org", "frontline", BOARD),
    Person("Jaswinder Sandhu", "jaswinder.sandhu@carers.example.org", "partner", BOARD),
    Person("Derek Holyoak", "derek.holyoak@patients.example.org", "patient_partner", BOARD),
    Person("Dr Samina Iqbal", "samina.iqbal@board.example.org", "board_member", BOARD),
    Person(
        "Agnieszka Wood", "agnieszka.wood@community.example.org", "administrator", COMMUNITY_TRUST
    ),
    Person(
        "Hitesh Chauhan", "hitesh.chauhan@community.example.org", "engagement_lead", COMMUNITY_TRUST
    ),
    Person("Ayaan Warsame", "ayaan.warsame@community.example.org", "frontline", COMMUNITY_TRUST),
)
