"""Figures that are drawn as charts are those of the text, whole columns of it."""

from __future__ import annotations

import re

import pytest

from content.loader import Pack

FILES = (
    ("client-discovery-workshop", "web_week.txt", 7, 5),
    ("urgent-performance", "performance_metrics.pdf", 6, 7),
)


@pytest.mark.parametrize(("slug", "filename", "columns", "rows"), FILES)
def test_a_chart_shows_every_figure_of_its_table_and_no_other(
    pack: Pack, slug: str, filename: str, columns: int, rows: int
) -> None:
    file = pack.mission(slug).attachment_by_name[filename]
    assert len(file.series) == columns
    assert {len(series.x) for series in file.series} == {rows}
    for place, name in enumerate(file.series[0].x):
        row = next(line for line in file.body.split("\n") if line.startswith(f"{name} "))
        told = [float(word.replace(",", "")) for word in re.findall(r"[\d,]+", row[len(name) :])]
        assert told == [series.values[place] for series in file.series]
