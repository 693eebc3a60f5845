# SPDX-License-Identifier: MIT
"""Where the people of the demonstration live: some neighbourhoods, as facts from the Census.

Codes are lower layer super output areas (2021); the share is of residents who gave an Asian
ethnic group, rounded. Source: Office for National Statistics, Census 2021, Open Government
Licence v3.0.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A neighbourhood: its code, a name people use, its district and a share of 0 to 1."""

    code: str
    place: str
    district: str
    asian: float


#: How often somebody from each district speaks. Melton and Rutland live with 8% of the people
#: and are heard half as often as that: the demonstration has someone missing to find.
VOICES_BY_DISTRICT: dict[str, float] = {
    "Leicester": 0.37,
    "Charnwood": 0.17,
    "Blaby": 0.09,
    "Harborough": 0.08,
    "Hinckley and Bosworth": 0.10,
    "North West Leicestershire": 0.09,
    "Oadby and Wigston": 0.06,
    "Melton": 0.024,
    "Rutland": 0.016,
}

AREAS: tuple[Area, ...] = (
    Area("E01013770", "Colchester Road", "Leicester", 0.56),
    Area("E01013606", "Abbey Park", "Leicester", 0.47),
    Area("E01013620", "Beaumont Leys", "Leicester", 0.14),
    Area("E01013666", "Evington", "Leicester", 0.69),
    Area("E01013689", "West Knighton", "Leicester", 0.29),
    Area("E01013702", "Clarendon Park", "Leicester", 0.26),
    Area("E01013691", "Saffron Lane", "Leicester", 0.08),
    Area("E01032862", "Hamilton", "Leicester", 0.54),
    Area("E01013626", "Belgrave", "Leicester", 0.91),
    Area("E01013735", "Rushey Mead", "Leicester", 0.85),
    Area("E01013653", "Northfields", "Leicester", 0.59),
    Area("E01013604", "Stocking Farm", "Leicester", 0.17),
    Area("E01013659", "Spinney Hills", "Leicester", 0.89),
    Area("E01013754", "St Matthews", "Leicester", 0.42),
    Area("E01013640", "Braunstone Park West", "Leicester", 0.04),
    Area("E01013633", "Braunstone Park East", "Leicester", 0.10),
    Area("E01034013", "West End", "Leicester", 0.26),
    Area("E01013635", "Rowley Fields", "Leicester", 0.31),
    Area("E01013747", "Crown Hills", "Leicester", 0.83),
    Area("E01013687", "Aylestone", "Leicester", 0.08),
    Area("E01013707", "Knighton", "Leicester", 0.26),
    Area("E01013673", "Eyres Monsell", "Leicester", 0.06),
    Area("E01025682", "Birstall", "Charnwood", 0.14),
    Area("E01025738", "Thurcaston", "Charnwood", 0.09),
    Area("E01025718", "Loughborough Shelthorpe", "Charnwood", 0.18),
    Area("E01025747", "Shepshed", "Charnwood", 0.02),
    Area("E01025735", "Quorn", "Charnwood", 0.03),
    Area("E01025725", "Loughborough Storer", "Charnwood", 0.07),
    Area("E01025677", "Barrow upon Soar", "Charnwood", 0.01),
    Area("E01025750", "Sileby", "Charnwood", 0.03),
    Area("E01025630", "Glenfield", "Blaby", 0.18),
    Area("E01025620", "Croft", "Blaby", 0.02),
    Area("E01025649", "Narborough", "Blaby", 0.04),
    Area("E01025648", "Whetstone", "Blaby", 0.06),
    Area("E01025640", "Kirby Muxloe", "Blaby", 0.07),
    Area("E01025659", "Blaby", "Blaby", 0.03),
    Area("E01025781", "Great Glen", "Harborough", 0.33),
    Area("E01025799", "Little Bowden", "Harborough", 0.03),
    Area("E01025777", "Dunton Bassett", "Harborough", 0.01),
    Area("E01025801", "Market Harborough", "Harborough", 0.05),
    Area("E01025775", "Broughton Astley", "Harborough", 0.01),
    Area("E01025823", "Barwell", "Hinckley and Bosworth", 0.01),
    Area("E01025820", "Barlestone", "Hinckley and Bosworth", 0.01),
    Area("E01025876", "Desford", "Hinckley and Bosworth", 0.06),
    Area("E01025846", "Groby", "Hinckley and Bosworth", 0.09),
    Area("E01025832", "Burbage", "Hinckley and Bosworth", 0.08),
    Area("E01035096", "Hinckley", "Hinckley and Bosworth", 0.03),
    Area("E01025897", "Melton Mowbray West", "Melton", 0.01),
    Area("E01025907", "Melton Mowbray South", "Melton", 0.02),
    Area("E01025909", "Old Dalby", "Melton", 0.01),
    Area("E01025910", "Somerby", "Melton", 0.01),
    Area("E01025890", "Long Clawson", "Melton", 0.01),
    Area("E01025958", "Hugglescote", "North West Leicestershire", 0.01),
    Area("E01025945", "Kegworth", "North West Leicestershire", 0.01),
    Area("E01025966", "Whitwick", "North West Leicestershire", 0.01),
    Area("E01025962", "Thringstone", "North West Leicestershire", 0.01),
    Area("E01025956", "Ravenstone", "North West Leicestershire", 0.01),
    Area("E01026004", "Wigston", "Oadby and Wigston", 0.23),
    Area("E01025986", "South Wigston", "Oadby and Wigston", 0.07),
    Area("E01025980", "Oadby Uplands", "Oadby and Wigston", 0.65),
    Area("E01025971", "Oadby", "Oadby and Wigston", 0.46),
    Area("E01013799", "Oakham East", "Rutland", 0.03),
    Area("E01035102", "Barleythorpe", "Rutland", 0.02),
    Area("E01013791", "Ketton", "Rutland", 0.02),
    Area("E01013789", "Exton", "Rutland", 0.01),
    Area("E01013806", "Uppingham", "Rutland", 0.04),
)
