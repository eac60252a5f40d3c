"""Date stamps and datelines, as stations and agencies write them."""

import datetime

import pytest

from articles.wire import parse

DATELINES = [
    ("HARTFORD, CT (WFSB) --", ("HARTFORD", "CT", "WFSB")),
    ("HARTFORD, Conn. (AP) —", ("HARTFORD", "CT", "AP")),
    ("NEW YORK (AP) –", ("NEW YORK", "", "AP")),
    ("WASHINGTON (Reuters) -", ("WASHINGTON", "", "Reuters")),
    ("ST. PAUL, Minn. —", ("ST. PAUL", "MN", "")),
    ("WINSTON-SALEM, N.C. (WXII) --", ("WINSTON-SALEM", "NC", "WXII")),
    ("COEUR D'ALENE, Idaho --", ("COEUR D'ALENE", "ID", "")),
    ("COEUR D’ALENE, Idaho (AP) —", ("COEUR D’ALENE", "ID", "AP")),
    ("MCALLEN --", ("MCALLEN", "", "")),
    ("McALLEN, Texas (AP) —", ("McALLEN", "TX", "AP")),
    ("SAN JUAN, Puerto Rico (AP) --", ("SAN JUAN", "PR", "AP")),
    ("LONDON (AP) --", ("LONDON", "", "AP")),
    ("PARIS, France (AFP) -", ("PARIS, France", "", "AFP")),
    ("TOWN OF HAMBURG, NY --", ("TOWN OF HAMBURG", "NY", "")),
    ("HARTFORD, CT (WFSB/CNN) --", ("HARTFORD", "CT", "WFSB/CNN")),
    ("HARTFORD, CT (Meredith) --", ("HARTFORD", "CT", "Meredith")),
    ("West Hartford, CT (WFSB) -", ("West Hartford", "CT", "WFSB")),
    ("West Hartford, Conn. --", ("West Hartford", "CT", "")),
    ("Hartford (WFSB) -", ("Hartford", "", "WFSB")),
    ("WASHINGTON, D.C. (WFSB) --", ("WASHINGTON", "DC", "WFSB")),
    ("CHARLESTON, W.Va. (AP) —", ("CHARLESTON", "WV", "AP")),
    ("HARTFORD,CT (WFSB)--", ("HARTFORD", "CT", "WFSB")),
    ("STORRS (WFSB) --", ("STORRS", "", "WFSB")),
    ("O'FALLON, Mo. --", ("O'FALLON", "MO", "")),
    ("ISLE AU HAUT, Maine —", ("ISLE AU HAUT", "ME", "")),
    ("BEIRUT/LONDON (Reuters) -", ("BEIRUT/LONDON", "", "Reuters")),
    ("CAÑON CITY, Colo. (KRDO) --", ("CAÑON CITY", "CO", "KRDO")),
]
STAMPS = [
    (" date 2019-06-24", datetime.date(2019, 6, 24), ()),
    ("date 2019-06-24 17:42", datetime.date(2019, 6, 24), (("time", "17:42"),)),
    ("date 2019-06-24T05:42:10Z", datetime.date(2019, 6, 24), (("time", "05:42"),)),
    ("date 2019-06-24 5:42 p.m. EDT", datetime.date(2019, 6, 24), (("time", "17:42"),)),
    ("Date: June 24, 2019", datetime.date(2019, 6, 24), ()),
    ("DATE: Monday, June 24, 2019", datetime.date(2019, 6, 24), ()),
    ("date Sept. 4, 2019", datetime.date(2019, 9, 4), ()),
    ("date 24 June 2019", datetime.date(2019, 6, 24), ()),
    ("date 06/24/2019", datetime.date(2019, 6, 24), ()),
]


@pytest.mark.parametrize(("dateline", "expected"), DATELINES)
def test_a_dateline_gives_place_state_and_source(
    dateline: str, expected: tuple[str, str, str]
) -> None:
    story = parse(f" date 2019-06-24 {dateline} Rain fell all day.\nMore is to come.")

    assert (story.place, story.state, story.source) == expected
    assert story.paragraphs == ("Rain fell all day.", "More is to come.")


@pytest.mark.parametrize(("stamp", "date", "headers"), STAMPS)
def test_a_date_is_read_however_it_is_written(
    stamp: str, date: datetime.date, headers: tuple[tuple[str, str], ...]
) -> None:
    story = parse(f"{stamp} HARTFORD, CT (WFSB) -- Rain fell all day.")

    assert (story.date, story.headers) == (date, headers)
    assert story.place == "HARTFORD"


def test_the_dateline_may_stand_on_the_line_below_the_date() -> None:
    story = parse(" date 2019-06-24\nHARTFORD, CT (WFSB) --\nRain fell all day.")

    assert (story.place, story.paragraphs) == ("HARTFORD", ("Rain fell all day.",))


def test_a_dash_in_the_first_sentence_is_no_dateline_of_its_own() -> None:
    story = parse(" date 2019-06-24 HARTFORD, CT (WFSB) -- Rain fell -- and fell -- all day.")

    assert story.paragraphs == ("Rain fell -- and fell -- all day.",)
