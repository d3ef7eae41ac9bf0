"""The teacher's page of one assignment: scores, tasks, tests, misconceptions, similar submissions, attempts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from grader.analysis import similarity
from grader.analysis.class_report import ClassReport
from grader.analysis.items import Item
from grader.feedback.page import page
from grader.feedback.plots import LOW, attempts_plot, item_plot, score_plot
from grader.feedback.words import OUTCOMES, name_in_words

SMALL: Final = 30
"""Below so many students the page says that numbers on tests waver."""


@dataclass(frozen=True)
class ReportPage:
    """What a report's page is made of. `pairs` tells the file of a pair's own page, by the two students."""

    course: str
    report: ClassReport
    pairs: Mapping[tuple[str, str], str]

    def html(self) -> str:
        """The page."""
        report = self.report
        has_correlations = any(item.discrimination is not None for item in report.items)
        return page(
            "report.html",
            about=self,
            report=report,
            items=_item_views(report.items),
            hard=[(task, name_in_words(test)) for task, test in report.everybody_fails],
            easy=[(task, name_in_words(test)) for task, test in report.nobody_fails],
            small=0 < report.graded < SMALL,
            low=LOW,
            common=round(100 * similarity.COMMON),
            fewest=similarity.FEWEST,
            when=when(report),
            score_plot=score_plot(report.histogram, "scores-title") if report.students and report.histogram else None,
            item_plot=item_plot(report.items, "items-title") if has_correlations else None,
            attempts_plot=attempts_plot(report.attempts, "attempts-title") if report.attempts else None,
        )


def _item_views(items: Sequence[Item]) -> "list[_ItemView]":
    places = {task: place for place, task in enumerate(dict.fromkeys(item.task for item in items))}
    return [_ItemView.of(item, places[item.task]) for item in items]


def when(report: ClassReport) -> list[str]:
    """The periods of `report.attempts` in words."""
    hourly = any(period.start.hour for period in report.attempts)
    return [_moment(period.start, hourly=hourly) for period in report.attempts]


def _moment(start: datetime, *, hourly: bool) -> str:
    return f"{start:%Y-%m-%d %H:%M}" if hourly else f"{start:%Y-%m-%d}"


@dataclass(frozen=True)
class _ItemView:
    place: int  # of the task
    task: str
    name: str
    percent: float
    passed: str
    discrimination: str
    is_low: bool
    otherwise: str

    @classmethod
    def of(cls, item: Item, place: int) -> "_ItemView":
        known = item.discrimination
        others = sorted((-count, OUTCOMES[outcome]) for outcome, count in item.outcomes.items() if outcome != "passed")
        return cls(
            place=place,
            task=item.task,
            name=name_in_words(item.test),
            percent=100 * item.difficulty,
            passed=f"{item.passed} of {item.students}",
            discrimination="not defined" if known is None else f"{known:z.2f}".replace("-", "−"),
            is_low=known is not None and known < LOW,
            otherwise=", ".join(f"{-count} {word}" for count, word in others),
        )
