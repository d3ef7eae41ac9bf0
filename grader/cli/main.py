"""The command line: the list of commands, and the one place where errors become words and exit statuses."""

import gc
import importlib
import io
import os
import sys
import traceback
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NoReturn

import click

from grader import __version__
from grader.errors import GraderError, OurFault

COMMANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "check": "grader.cli.check",
        "submit": "grader.cli.submit",
        "batch": "grader.cli.batch",
        "results": "grader.cli.results",
        "show": "grader.cli.results",
        "regrade": "grader.cli.regrade",
        "extend": "grader.cli.extend",
        "feedback": "grader.cli.feedback",
        "report": "grader.cli.report",
        "export": "grader.cli.export",
        "roster": "grader.cli.roster",
        "gradescope": "grader.cli.gradescope",
        "new": "grader.cli.new",
        "convert": "grader.cli.convert",
        "release": "grader.cli.release",
        "audit": "grader.cli.audit",
        "doctor": "grader.cli.doctor",
    }
)

GARBAGE: Final = 200_000
"""New objects after which garbage is looked for."""


class Commands(click.Group):
    """Loads a command's module when the command is asked for: `grade check` needs nothing that only staff have."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are met."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grade")
def grade() -> None:
    """Mark programming homework in Jupyter notebooks.

    \b
    Example:
        grade check hw1.ipynb                        a student's own checks
        grade submit hw1.ipynb --student ada         the mark, by the hidden suite
    """


def main() -> NoReturn:
    """Run, and end with the exit status that the command's outcome asks for."""
    # One thread a process is what a suite's small arrays want, and a fork must not inherit a pool of them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What is imported stays: to look through it after every 700 new objects is a tenth of a short command's time.
    gc.set_threshold(GARBAGE)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a sign that the terminal does not have is no reason to stop
            stream.reconfigure(errors="replace")
    sys.exit(_run(sys.argv[1:]))


def _run(words: list[str]) -> int:
    try:
        result = grade.main(words, prog_name="grade", standalone_mode=False)
    except GraderError as error:
        _say(str(error))
        return error.exit_status
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)  # the help, whole
        return error.exit_code
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx is not None else "grade"
        _say(f"{error.format_message()}\ntry: {where} --help")
        return error.exit_code
    except click.ClickException as error:
        _say(error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted")
        return 130
    except Exception:  # noqa: BLE001  a bug of ours: say all we know, and that it is no mark
        traceback.print_exc()
        return OurFault.exit_status
    return result if isinstance(result, int) else 0


def _say(text: str) -> None:
    from grader.feedback.plain import plain

    click.echo(f"grade: {plain(text, 600, lines=True)}", err=True)
