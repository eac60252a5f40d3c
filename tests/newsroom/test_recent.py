"""What was made lately is kept, within its room."""

from newsroom.recent import Recent


def test_what_is_asked_for_stays_while_others_pass() -> None:
    recent: Recent[str] = Recent(100)
    recent.put("hot", "page", 10)
    for number in range(200):
        recent.put(number, "other", 10)
        assert recent.get("hot") == "page"
    assert recent.get(0) is None
    assert recent.get(199) == "other"


def test_no_more_is_kept_than_there_is_room_for() -> None:
    recent: Recent[str] = Recent(100)
    for number in range(50):
        recent.put(number, "x", 10)
        recent.put(number, "x", 10)
    assert sum(recent.get(number) is not None for number in range(50)) <= 10


def test_what_is_too_large_is_not_kept() -> None:
    recent: Recent[str] = Recent(100)
    recent.put("large", "x", 51)
    assert recent.get("large") is None


def test_nothing_is_left_when_cleared() -> None:
    recent: Recent[str] = Recent(100)
    recent.put("one", "x", 10)
    recent.clear()
    assert recent.get("one") is None
