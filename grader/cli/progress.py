"""How far a long command has come: a bar on a terminal, elsewhere a line every so often, on stderr."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import click

EVERY_SECONDS: Final = 15.0

Progress = Callable[[int, int], None]


@contextmanager
def shown_progress(what: str) -> Iterator[Progress]:
    """A function to be told how many are through, and of how many."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _lines(what)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        bar = bars.add_task(what, total=None, rate="")
        started = time.monotonic()

        def told(so_far: int, of: int) -> None:
            rate = so_far / max(time.monotonic() - started, 1e-9)
            bars.update(bar, completed=so_far, total=of, rate=f"{rate:.1f}/s")

        yield told


def _lines(what: str) -> Progress:
    started = last = time.monotonic()

    def told(so_far: int, of: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < EVERY_SECONDS:
            return
        last = now
        rate = so_far / (now - started)
        click.echo(f"{what}: {so_far} of {of}, {rate:.1f}/s, {(of - so_far) / rate:.0f} s left", err=True)

    return told
