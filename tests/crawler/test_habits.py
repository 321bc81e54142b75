"""What an outlet's habit is, and what it is worth: days off, usual gaps, silence, how much is expected by now."""

import json
from datetime import UTC, datetime

from newstally.crawler.habits import DAY, WEEK, Habit, weekday

MONDAY = datetime(2026, 3, 2, tzinfo=UTC).timestamp()
HOUR = 3600.0


def weeks_of(*weekdays: int, weeks: int = 6, hour: int = 9) -> Habit:
    """The habit of a paper with three articles at nine on these weekdays, looked at before the first."""
    habit = Habit()
    habit.observe(MONDAY - DAY, 0)
    for day in range(7 * weeks):
        if day % 7 in weekdays:
            habit.observe(MONDAY + day * DAY + hour * HOUR, 3)
    return habit


def test_days_off_are_left_out_of_a_habit() -> None:
    habit = weeks_of(0, 1, 2, 3, 4)
    friday = MONDAY + 5 * WEEK + 4 * DAY + 9 * HOUR
    assert [weekday(MONDAY + day * DAY) for day in range(7)] == list(range(7))
    assert habit.days_off() == {5, 6}
    assert habit.usual_gap() == DAY
    assert habit.active_seconds(friday, friday + 3 * DAY) == DAY
    assert habit.active_seconds(friday, friday + WEEK) == 5 * DAY
    assert habit.silent_since(friday + 5 * DAY) is None
    assert habit.silent_since(friday + 5 * DAY + 1) == friday
    assert Habit.from_row(json.loads(json.dumps(habit.as_row()))) == habit


def test_a_rare_paper_has_gaps_and_no_days_off_and_one_without_habit_is_waited_for() -> None:
    weekly = weeks_of(3)
    assert (weekly.days_off(), weekly.usual_gap()) == (frozenset(), WEEK)
    new = Habit()
    new.observe(MONDAY, 0)
    assert new.silent_since(MONDAY + DAY) is None
    assert new.silent_since(MONDAY + DAY + 1) == MONDAY
    new.observe(MONDAY + DAY, 1)
    assert new.silent_since(MONDAY + 15 * DAY) is None
    assert new.silent_since(MONDAY + 15 * DAY + 1) == MONDAY + DAY


def test_what_is_expected_today_follows_weekday_and_hour() -> None:
    habit = weeks_of(0, 1, 2, 3, 4)
    next_monday = MONDAY + 6 * WEEK
    assert habit.expected_today(next_monday + 8 * HOUR) == 0
    assert habit.expected_today(next_monday + 9 * HOUR) == 3
    assert habit.expected_today(next_monday + 5 * DAY + 20 * HOUR) == 0


def test_what_comes_batch_after_batch_is_one_piece_of_news_and_the_first_look_none() -> None:
    habit = Habit()
    habit.observe(MONDAY, 50)
    habit.observe(MONDAY + HOUR - 1, 30)
    assert (habit.days, habit.typical_gap(), habit.total, habit.last) == ({}, None, 80, MONDAY + HOUR - 1)
    for day in range(1, 8):
        for minute in (0, 5, 10, 14):
            habit.observe(MONDAY + day * DAY + minute * 60, 1)
    assert habit.typical_gap() == DAY - 14 * 60
    assert habit.days == dict.fromkeys(range(int(MONDAY // DAY) + 1, int(MONDAY // DAY) + 8), 4)


def test_a_habit_is_that_of_the_last_eight_weeks_and_sixty_gaps() -> None:
    hourly = Habit()
    hourly.observe(MONDAY, 0)
    for hour in range(1, 72):
        hourly.observe(MONDAY + hour * HOUR, 1)
    for day in range(4, 64):
        hourly.observe(MONDAY + day * DAY, 1)
    assert hourly.typical_gap() == DAY, "it was an hour before"
    paper = Habit()
    paper.observe(MONDAY - DAY, 0)
    for day in range(21 * 7):
        if day < 12 * 7 or day % 7 != 6:
            paper.observe(MONDAY + day * DAY + 9 * HOUR, 3)
    assert paper.days_off() == {6}, "no Sunday's paper for nine weeks"
    assert paper.expected_today(MONDAY + 21 * WEEK + 6 * DAY + 20 * HOUR) == 0


def test_what_a_clock_that_was_ahead_brought_is_forgotten() -> None:
    habit = Habit()
    for day in range(5):
        habit.observe(MONDAY + day * DAY, 2)
    habit.observe(MONDAY + 40 * DAY, 2)
    habit.heal(MONDAY + 5 * DAY)
    assert (habit.first, habit.last) == (MONDAY, MONDAY + 5 * DAY)
    assert max(habit.days) == int(MONDAY // DAY) + 4
