"""What can be read off a single line by expressions: days, names, credits, sentences, cells."""

from __future__ import annotations

from .bylines import begins_as_a_word, is_byline, is_signed, names_a_role
from .datelines import (
    Dated,
    after_dateline,
    date_from_lede,
    date_from_lines,
    dateline_of,
    day_of_line,
    is_to_come,
    tells_another_day,
)
from .dates import MONTHS, WEEKDAYS, WrittenDay, YearlessDay, has_figure, lent_year, written_days, yearless_days
from .names import names_in
from .recipes import is_quantity
from .shapes import (
    BREADCRUMB,
    BULLET,
    CLOSING,
    LIST_MARK,
    LONGEST_CROSSHEAD,
    PICTURE_LABEL,
    QUOTED,
    SPEECH,
    UPDATE_TIME,
    credit_of,
    in_capitals,
    is_credit_line,
    is_date_line,
    is_sentence,
    looks_like_name,
    maker_around,
    names_a_day,
    speaks_of_picture,
    word_count,
)
from .tables import cells, is_item, without_list_marks
from .two_readings import settled

__all__ = [
    "BREADCRUMB",
    "BULLET",
    "CLOSING",
    "LIST_MARK",
    "LONGEST_CROSSHEAD",
    "MONTHS",
    "PICTURE_LABEL",
    "QUOTED",
    "SPEECH",
    "UPDATE_TIME",
    "WEEKDAYS",
    "Dated",
    "WrittenDay",
    "YearlessDay",
    "after_dateline",
    "begins_as_a_word",
    "cells",
    "credit_of",
    "date_from_lede",
    "date_from_lines",
    "dateline_of",
    "day_of_line",
    "has_figure",
    "in_capitals",
    "is_byline",
    "is_credit_line",
    "is_date_line",
    "is_item",
    "is_quantity",
    "is_sentence",
    "is_signed",
    "is_to_come",
    "lent_year",
    "looks_like_name",
    "maker_around",
    "names_a_day",
    "names_a_role",
    "names_in",
    "settled",
    "speaks_of_picture",
    "tells_another_day",
    "without_list_marks",
    "word_count",
    "written_days",
    "yearless_days",
]
