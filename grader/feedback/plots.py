"""Plots as SVG that stands in a page: no font and no colour of its own, and the same bytes for the same numbers."""

import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from grader.analysis.attempts import Period
from grader.analysis.items import Item
from grader.analysis.scores import Bin

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOW: Final = 0.2
"""Tests that discriminate less are marked: the usual rule of thumb for item-rest correlations."""

# Stand-ins that no plot has otherwise; the page's style says what they are, in light and in dark.
_COLOURS: Final = {
    "#010101": "var(--ink)",
    "#020202": "var(--line)",
    "#030303": "var(--fill)",
    "#040404": "var(--warn)",
}
_INK, _LINE, _FILL, _WARN = _COLOURS
_STYLE: Final[Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "gradescent",
    "font.family": "sans-serif",
    "font.size": 11,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "axes.edgecolor": _LINE,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "grid.color": _LINE,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.parse_math": False,
}


def score_plot(bins: Sequence[Bin], described_by: str) -> Markup:
    """How many students have which score."""

    def draw(axes: "Axes") -> None:
        width = bins[0].high - bins[0].low
        axes.bar([each.low for each in bins], [each.count for each in bins], width * 0.92, align="edge", color=_FILL)
        axes.set_xlim(0, bins[-1].high)
        axes.set_xticks([each.low for each in bins] + [bins[-1].high])
        axes.set_xlabel("Score")
        axes.set_ylabel("Students")
        _whole_numbers(axes)

    return _svg(draw, "scores", described_by)


def item_plot(items: Sequence[Item], described_by: str) -> Markup:
    """Each test by its difficulty and its discrimination."""
    known = [(100 * item.difficulty, item.discrimination) for item in items if item.discrimination is not None]

    def draw(axes: "Axes") -> None:
        for percent, discrimination in known:
            low = discrimination < LOW
            marker, colour = ("D", _WARN) if low else ("o", _FILL)
            axes.plot(percent, discrimination, marker, color=colour, alpha=0.8)
        axes.axhline(LOW, color=_INK, linewidth=1, linestyle=(0, (4, 4)))
        axes.set_xlim(-3, 103)
        axes.set_ylim(min(0.0, *(y for _, y in known)) - 0.1, 1.05)
        axes.set_xlabel("Students who pass, in percent")
        axes.set_ylabel("Discrimination")

    return _svg(draw, "items", described_by)


def attempts_plot(periods: Sequence[Period], described_by: str) -> Markup:
    """How many submissions came when."""

    def draw(axes: "Axes") -> None:
        places = range(len(periods))
        axes.bar(places, [each.attempts for each in periods], 0.9, color=_LINE)
        axes.bar(places, [each.first for each in periods], 0.9, color=_FILL)
        every = max(1, -(-len(periods) // 8))
        hourly = any(each.start.hour for each in periods)
        axes.set_xticks(
            list(places)[::every],
            [each.start.strftime("%d %b %H:%M" if hourly else "%d %b") for each in periods[::every]],
        )
        axes.set_xlim(-0.6, max(len(periods), 8) - 0.4)  # a single period is no wall
        axes.set_ylabel("Submissions")
        _whole_numbers(axes)

    return _svg(draw, "attempts", described_by)


def _whole_numbers(axes: "Axes") -> None:
    from matplotlib.ticker import MaxNLocator

    axes.grid(visible=False, axis="x")
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True, min_n_ticks=1))


def _svg(draw: "Callable[[Axes], None]", name: str, described_by: str) -> Markup:
    """What `draw` draws. `name` keeps the ids of several plots on a page apart; `described_by` is the title's id."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with rc_context(_STYLE):
        figure = Figure(figsize=(8, 2.9), layout="constrained")
        FigureCanvasSVG(figure)
        draw(figure.add_subplot())
        written = io.StringIO()
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = written.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r'\b(id="|href="#|url\(#)', rf"\g<1>{name}-", text)
    text = re.sub(r'font-family: [^;"]*; ?', "", text)
    text = re.sub(r' (?:width|height)="[\d.]+pt"', "", text)
    for stand_in, colour in _COLOURS.items():
        text = text.replace(stand_in, colour)
    head = f'<svg role="img" aria-labelledby="{described_by}" class="plot"'
    return Markup(text.replace("<svg", head, 1).strip())  # noqa: S704  numbers and words of our own, by matplotlib
