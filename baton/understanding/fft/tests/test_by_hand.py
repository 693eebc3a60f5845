# SPDX-License-Identifier: MIT
"""A case of each setting that was worked by hand, held against the workbook that is downloaded."""

from __future__ import annotations

import pytest
from django.urls import reverse

from baton.understanding.fft.tests.conftest import same

pytestmark = pytest.mark.django_db

FIGURES = (
    *("Total Responses", "Total Eligible", "Percentage Positive", "Percentage Negative"),
    *("Very Good", "Good", "Neither Good nor Poor", "Poor", "Very Poor", "Don't Know"),
)
MODES = (
    *("Mode SMS", "Mode Electronic Discharge", "Mode Electronic Home", "Mode Paper Discharge"),
    *("Mode Paper Home", "Mode Telephone", "Mode Online", "Mode Other"),
)
SEVEN_MODES = (*MODES[:2], *MODES[3:])
ICB = ("ICB Code", "ICB Name", *FIGURES)
TRUST = ("ICB Code", "Trust Code", "Trust Name")
SITE = (*TRUST, "Site Code", "Site Name", *FIGURES)
WARD = (
    *(*TRUST, "Site Code", "Site Name", "Ward Name", *FIGURES),
    *("First Speciality", "Second Speciality"),
)
SUMMARY = ("Submitter Type", *FIGURES)
#: Of a type that no row is of.
NOBODY = (0, None, "-", "-", 0, 0, 0, 0, 0, 0)
SOAR = ("QSW", "Soar Care Board")
WREAKE, OAK, FOSSE = (
    ("QSW", "RWT", "Wreake Trust"),
    ("QSW", "ROK", "Oak Trust"),
    ("QSW", "RFA", "Fosse Ambulance"),
)
ABBEY, BIRCH = (*WREAKE, "RWT01", "Abbey Hospital"), (*WREAKE, "RWT02", "Birch Hospital")
HOUSE = (*OAK, "ROK01", "Oak House")
HIDDEN = ("*",)


# -- inpatients: wards of 20, 1 and 1 in one hospital, an empty one, and one elsewhere ------------


@pytest.fixture
def inpatients(counted, answered, eligible):
    counted("inpatient", "Oak Trust", "Birch Hospital", "Abbey Hospital")
    counted("inpatient", "Ash", specialities=("430 - GERIATRIC MEDICINE", "300 - MEDICINE"))
    answered("Ash", 12, 6, 1, 0, 0, 1, modes={1: 15, 4: 5})
    answered("Elm", 1, modes={6: 1})
    answered("Oak", 0, 0, 0, 1)
    answered("Yew", 5, 3, 1, 1, modes={7: 10})
    eligible("inpatient", Ash=80, Elm=4, Oak=5, Rowan=10, Yew=40)


IN_ALL = (*SOAR, 32, 139, 27 / 32, 2 / 32, 18, 9, 2, 2, 0, 1)
OF_OAK = (10, 40, 0.8, 0.1, 5, 3, 1, 1, 0, 0)
OF_WREAKE = (22, 99, 19 / 22, 1 / 22, 13, 6, 1, 1, 0, 1)
OF_ABBEY = (22, 89, 19 / 22, 1 / 22, 13, 6, 1, 1, 0, 1)
OF_BIRCH = (0, 10, "-", "-", 0, 0, 0, 0, 0, 0)
ABOVE_WARDS = {
    "Summary": [
        SUMMARY,
        ("Total", *IN_ALL[2:]),
        ("NHS", *IN_ALL[2:]),
        ("IS", *NOBODY),
    ],
    "ICB": [ICB, IN_ALL],
    "Trusts": [
        (*TRUST, *FIGURES, *MODES),
        (*OAK, *OF_OAK, 0, 0, 0, 0, 0, 0, 10, 0),
        (*WREAKE, *OF_WREAKE, 15, 0, 0, 5, 0, 1, 0, 1),
    ],
    "Sites": [SITE, (*HOUSE, *OF_OAK), (*ABBEY, *OF_ABBEY), (*BIRCH, *OF_BIRCH)],
}
SPECIALITIES = ("430 - GERIATRIC MEDICINE", "300 - MEDICINE")
NONE = (None, None)
ASH = (*ABBEY, "Ash", 20, 80, 0.9, 0.0, 12, 6, 1, 0, 0, 1, *SPECIALITIES)
ROWAN = (*BIRCH, "Rowan", *OF_BIRCH, *NONE)
YEW = (*HOUSE, "Yew", *OF_OAK, *NONE)


def test_inpatients_as_counted(inpatients, opened):
    wards = [
        WARD,
        YEW,
        ASH,
        (*ABBEY, "Elm", 1, 4, 1.0, 0.0, 1, 0, 0, 0, 0, 0, *NONE),
        (*ABBEY, "Oak", 1, 5, 0.0, 1.0, 0, 0, 0, 1, 0, 0, *NONE),
        ROWAN,
    ]
    same(opened("inpatient", "counted"), {**ABOVE_WARDS, "Wards": wards})


def test_inpatients_as_nhs_england_would_publish_them(inpatients, opened):
    """The two ones are hidden and nothing else: the hospital less twenty is the two."""
    wards = [
        WARD,
        YEW,
        ASH,
        (*ABBEY, "Elm", 1, 4, *HIDDEN * 8, *NONE),
        (*ABBEY, "Oak", 1, 5, *HIDDEN * 8, *NONE),
        ROWAN,
    ]
    same(opened("inpatient", "national"), {**ABOVE_WARDS, "Wards": wards})


def test_inpatients_as_we_publish_them(inpatients, opened):
    """The twenty go with them; that nobody in the hospital said very poor is told above."""
    hidden = (*HIDDEN * 8, 0, *HIDDEN)
    wards = [
        WARD,
        YEW,
        (*ABBEY, "Ash", *hidden, *SPECIALITIES),
        (*ABBEY, "Elm", *hidden, *NONE),
        (*ABBEY, "Oak", *hidden, *NONE),
        ROWAN,
    ]
    same(opened("inpatient", "safe"), {**ABOVE_WARDS, "Wards": wards})


# -- accident and emergency: sites of 40 and 4 in one trust, and one elsewhere --------------------


@pytest.fixture
def emergencies(counted, answered, eligible):
    counted("ae", "Abbey Hospital", "Birch Hospital", "Oak House")
    answered("Abbey Hospital", 20, 10, 4, 3, 2, 1, modes={1: 30, 5: 10})
    answered("Birch Hospital", 2, 1, 0, 1, modes={7: 4})
    answered("Oak House", 5, 2, 1, 0, 0, 1)
    eligible("ae", Abbey_Hospital=200, Birch_Hospital=20, Oak_House=50)


AE_ALL = (53, 270, 40 / 53, 6 / 53, 27, 13, 5, 4, 2, 2)
ABOVE_SITES = {
    # Nobody said which types of department these sites are.
    "Summary": [
        SUMMARY,
        ("A&E Total", *AE_ALL),
        ("Acute Type 1&2", *NOBODY),
        ("WiCs & MIUs", *NOBODY),
    ],
    "ICB": [ICB, (*SOAR, *AE_ALL)],
    "Trusts": [
        (*TRUST, *FIGURES, *SEVEN_MODES),
        (*OAK, 9, 50, 7 / 9, 0.0, 5, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 9),
        (*WREAKE, 44, 220, 0.75, 6 / 44, 22, 11, 4, 4, 2, 1, 30, 0, 0, 10, 0, 4, 0),
    ],
}
OF_HOUSE = (*HOUSE, 9, 50, 7 / 9, 0.0, 5, 2, 1, 0, 0, 1)


def test_emergencies_as_counted(emergencies, opened):
    sites = [
        SITE,
        OF_HOUSE,
        (*ABBEY, 40, 200, 0.75, 0.125, 20, 10, 4, 3, 2, 1),
        (*BIRCH, 4, 20, 0.75, 0.25, 2, 1, 0, 1, 0, 0),
    ]
    same(opened("ae", "counted"), {**ABOVE_SITES, "Sites": sites})


def test_emergencies_as_nhs_england_would_publish_them(emergencies, opened):
    """The next lowest goes with the four, and keeps its percentages."""
    sites = [
        SITE,
        OF_HOUSE,
        (*ABBEY, 40, 200, 0.75, 0.125, *HIDDEN * 6),
        (*BIRCH, 4, 20, *HIDDEN * 8),
    ]
    same(opened("ae", "national"), {**ABOVE_SITES, "Sites": sites})


def test_emergencies_as_we_publish_them(emergencies, opened):
    sites = [SITE, OF_HOUSE, (*ABBEY, *HIDDEN * 10), (*BIRCH, *HIDDEN * 10)]
    same(opened("ae", "safe"), {**ABOVE_SITES, "Sites": sites})


# -- ambulance and patient transport: three trusts, one of three answers --------------------------


@pytest.fixture
def transport(counted, answered, eligible):
    counted("ambulance", "Wreake Trust", "Oak Trust", "Fosse Ambulance")
    answered("Wreake Trust", 2, 1, modes={1: 3})
    # Electronic answers at home have no column here.
    answered("Fosse Ambulance", 8, 2, 1, 1, modes={1: 10, 3: 2})
    answered("Oak Trust", 20, 5, 2, 1, 1, 1, modes={6: 30})
    eligible("ambulance", Wreake_Trust=9, Fosse_Ambulance=60)


PTS_ALL = (45, 69, 38 / 45, 3 / 45, 30, 8, 3, 2, 1, 1)
PTS_SUMMARY = [SUMMARY, ("Total", *PTS_ALL), ("NHS", *PTS_ALL), ("IS", *NOBODY)]
PTS = [ICB, (*SOAR, *PTS_ALL)]
PTS_OAK = (*OAK, 30, None, 25 / 30, 2 / 30, 20, 5, 2, 1, 1, 1)
MODE_HEAD = (*TRUST, "Total Responses", *SEVEN_MODES)
MODE_OAK = (*OAK, 30, 0, 0, 0, 0, 30, 0, 0)


def test_transport_as_counted(transport, opened):
    expected = {
        "Summary": PTS_SUMMARY,
        "PTS ICB": PTS,
        "PTS Org": [
            (*TRUST, *FIGURES),
            (*FOSSE, 12, 60, 10 / 12, 1 / 12, 8, 2, 1, 1, 0, 0),
            PTS_OAK,
            (*WREAKE, 3, 9, 1.0, 0.0, 2, 1, 0, 0, 0, 0),
        ],
        "Mode Org": [
            MODE_HEAD,
            (*FOSSE, 12, 10, 0, 0, 0, 0, 0, 2),
            MODE_OAK,
            (*WREAKE, 3, 3, 0, 0, 0, 0, 0, 0),
        ],
    }
    same(opened("ambulance", "counted"), expected)


def test_transport_as_nhs_england_would_publish_it(transport, opened):
    expected = {
        "Summary": PTS_SUMMARY,
        "PTS ICB": PTS,
        "PTS Org": [
            (*TRUST, *FIGURES),
            (*FOSSE, 12, 60, 10 / 12, 1 / 12, *HIDDEN * 6),
            PTS_OAK,
            (*WREAKE, 3, 9, *HIDDEN * 8),
        ],
        "Mode Org": [
            MODE_HEAD,
            (*FOSSE, 12, *HIDDEN * 7),
            MODE_OAK,
            (*WREAKE, 3, *HIDDEN * 7),
        ],
    }
    same(opened("ambulance", "national"), expected)


def test_transport_as_we_publish_it(transport, opened):
    """Noughts follow from the others: nobody of the two said very poor or did not know."""
    hidden = (*HIDDEN * 8, 0, 0)
    modes = ("*", "*", 0, 0, 0, 0, 0, "*")
    expected = {
        "Summary": PTS_SUMMARY,
        "PTS ICB": PTS,
        "PTS Org": [(*TRUST, *FIGURES), (*FOSSE, *hidden), PTS_OAK, (*WREAKE, *hidden)],
        "Mode Org": [MODE_HEAD, (*FOSSE, *modes), MODE_OAK, (*WREAKE, *modes)],
    }
    same(opened("ambulance", "safe"), expected)


# -- a setting without a national layout ----------------------------------------------------------


def test_a_local_table_says_that_it_is_one(counted, answered, opened, signed_in, priya):
    counted("community", "Abbey Hospital")
    answered("Ash", 5, 0, 0, 0, 0, 5)
    found = opened("community", "safe")
    assert list(found) == ["Notes", "Organisations", "Sites", "Services"]
    notes = [row[0] for row in found["Notes"]]
    assert any("the national layout of this setting is not held here" in each for each in notes)
    assert found["Services"][1][:6] == (
        *("RWT", "Wreake Trust", "RWT01", "Abbey Hospital"),
        *(None, "Ash"),
    )
    assert found["Services"][1][6:10] == (10, None, 0.5, 0.0)
    path = reverse("fft:download", args=["community", "2026-05"])
    assert signed_in(priya).get(path, {"way": "national"}).status_code == 404


def test_a_workbook_says_how_it_hides(inpatients, opened):
    for way, sentence in (
        ("safe", "Mode: safe, for publishing."),
        ("national", "Mode: national, as NHS England suppresses its publication."),
        ("counted", "Mode: as counted, nothing hidden."),
    ):
        notes = [row[0] for row in opened("inpatient", way)["Notes"]]
        assert notes[0] == "Inpatient Friends and Family Test (FFT) Data - May 2026"
        assert sum(note.startswith(sentence) for note in notes) == 1
        assert any("not for comparing providers" in note for note in notes)
