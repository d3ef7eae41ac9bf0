"""The reference pages, made from the code when the site is built: MkDocs calls what is named `on_…`.

Each command of `grade` gets a page. In `docs/reference/*.md` a line like `<!-- settings -->` is filled.
"""

import inspect
import logging
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

import click
import msgspec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from msgspec import inspect as kinds

from grader import testing
from grader.cli.main import COMMANDS, grade
from grader.course import layout
from grader.suite import marks

LOG = logging.getLogger("mkdocs.hooks.reference")
LOADED = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*?\s(?:src|href)=["']?(?:https?:)?//[^"'\s>]*""")
FILES: Final[dict[str, Any]] = {"course.toml": layout._CourseFile, "assignment.toml": layout._AssignmentFile}

WORDS: Final = {
    "title": "What people read; otherwise the folder's name, or the id.",
    "assignments": "The ids, in the order in which they are taught. Otherwise all below `assignments/`, by name.",
    "tasks": "What is to be written, in the order in which students meet it.",
    "limits": "What one submission may use.",
    "consequential_errors": "Whether a task that builds on a wrong one is judged again with the model's in its place.",
    "attempt": "Which attempt counts: the last, or the best after the late penalty.",
    "late": "What a late submission loses.",
    "feedback": "What a student's page shows.",
    "gradebook": "Where it is: a path from the course's folder, or a URL. Otherwise `.grader/gradebook.sqlite`.",
    "tasks.name": "The function or class that students write; `answers` for questions.",
    "tasks.points": "The sum of its hidden tests; more than 0.",
    "tasks.depends_on": "Earlier tasks that it builds on.",
    "limits.notebook_cpu_seconds": "CPU of all cells together.",
    "limits.test_cpu_seconds": "CPU of a test.",
    "limits.wall_factor": "Wall time is this many times the CPU seconds.",
    "limits.submission_wall_seconds": "Wall time of the whole submission.",
    "limits.memory_mb": "Address space of each process.",
    "limits.processes": "Processes and threads.",
    "limits.open_files": "Open files of a process.",
    "limits.disk_mb": "All that student code may write, in memory.",
    "limits.output_kb": "Printed text that is kept.",
    "limits.notebook_mb": "Size of the file that is handed in.",
    "limits.cells": "Cells of a notebook.",
    "late.due": "When it is due; in `assignment.toml` alone.",
    "late.grace_minutes": "Up to here a late one costs nothing.",
    "late.percent_a_day": "Of the work's own score, for each 24 hours since `due` that have begun.",
    "late.cut_off_days": "What comes later counts 0.",
    "feedback.visibility": "How much of the result.",
}

WHOLE: Final = click.Context(grade, info_name="grade", **grade.context_settings)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """A line in the navigation for each command."""
    (reference,) = [section["Reference"] for section in config.nav or [] if "Reference" in section]
    reference.append({"Commands": [reference.pop(), *(f"reference/{name}.md" for name in COMMANDS)]})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """A page for each command."""
    for name in COMMANDS:
        files.append(File.generated(config, f"reference/{name}.md", content=command_page(name)))
    return files


def on_page_markdown(text: str, **_: object) -> str:
    """Fill what is made from the code. In a table's code GitHub wants `\\|`, and MkDocs a `|`."""
    return re.sub(r"`[^`\n]*\\\|[^`\n]*`", lambda code: code[0].replace("\\|", "|"), filled(text))


def on_post_page(html: str, page: Page, **_: object) -> str:
    """A page that loads anything from elsewhere tells others who reads it: with `--strict` that ends the build."""
    for found in LOADED.findall(html):
        LOG.warning("%s: loads from elsewhere: %s", page.file.src_uri, found)
    return html


def filled(text: str) -> str:
    """The text with each `<!-- name -->` of a part that is made here replaced by it."""
    return re.sub(r"^<!-- (\w+) -->$", lambda line: PARTS[line[1]]() if line[1] in PARTS else line[0], text, flags=re.M)


def command_page(name: str) -> str:
    """One command, with those below it."""
    return "\n\n".join(_command(command, path, "#") for path, command in commands() if path.split()[0] == name) + "\n"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command and each one below it, by the words that call it: `check`, `roster`, `roster import`."""
    for name in COMMANDS:
        command = grade.get_command(WHOLE, name)
        if command is not None:
            yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", other) for below, other in command.commands.items())


def _command(command: click.Command, path: str, level: str) -> str:
    level += "#" * path.count(" ")
    context = click.Context(command, parent=WHOLE, info_name=path)
    usage = command.get_usage(context).removeprefix("Usage: ")
    parts = [f"{level} grade {path}", f"```text\n{usage}\n```", *_help(command.help or "")]
    records = [record for one in command.get_params(context) if (record := one.get_help_record(context))]
    return "\n\n".join([*parts, *(_option(names, words) for names, words in records if words)])


def _help(text: str) -> Iterator[str]:
    """A command's own help. What click keeps as it stands, behind a \\b, is an example."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if not paragraph.startswith("\b"):
            yield paragraph.replace("<", "&lt;")
            continue
        title, *lines = paragraph.removeprefix("\b").strip("\n").splitlines()
        yield f"{title}\n\n```sh\n" + inspect.cleandoc("\n".join(["", *lines])) + "\n```"


def _option(names: str, words: str) -> str:
    text, _, extra = words.partition("  [")
    notes = "".join(f" `{note}`" for note in extra.rstrip("]").split("; ") if note)
    return f"`{names}`\n:   {text.replace('<', '&lt;')}{notes}"


def commands_list() -> str:
    """Every command, what it does in a sentence, and where its page is."""
    rows = [f"| [`grade {path}`]({path}.md) | {_sentence(one)} |" for path, one in commands() if " " not in path]
    return "\n".join(["| command | does |", "| --- | --- |", *rows])


def _sentence(command: click.Command) -> str:
    return command.get_short_help_str(200).replace("|", "\\|").replace("<", "&lt;")


def settings() -> str:
    """The fields of `course.toml` and `assignment.toml`, and of the tables in them."""
    parts = []
    for name, kind in FILES.items():
        parts += [f"## {name}", _table(kind, "")]
    for table in tables():
        kind = struct_of(table)
        heading = f"## [[{table}]]" if table == "tasks" else f"## [{table}]"
        parts += [heading, inspect.cleandoc(kind.__doc__ or "").replace("*", "\\*"), _table(kind, f"{table}.")]
    return "\n\n".join(parts)


@cache
def tables() -> list[str]:
    """The names of the tables that both files may hold."""
    names = (field.name for kind in reversed(FILES.values()) for field in msgspec.structs.fields(kind))
    return [name for name in dict.fromkeys(names) if struct_of(name) is not None]


@cache
def struct_of(name: str, within: Any = layout.Assignment) -> Any:
    """The record that a table is read into: an assignment holds one of the same name, somewhere."""
    for field in msgspec.structs.fields(within):
        kind = kinds.type_info(field.type) if field.name != "folder" else None
        inner = kind.item_type if isinstance(kind, kinds.VarTupleType) else kind
        if isinstance(inner, kinds.StructType):
            found = inner.cls if field.name == name else struct_of(name, inner.cls)
            if found is not None:
                return found
    return None


def fields() -> Iterator[str]:
    """Every field there is, by its full name."""
    for kind in FILES.values():
        yield from (field.name for field in msgspec.structs.fields(kind))
    for table in tables():
        yield from (f"{table}.{field.name}" for field in msgspec.structs.fields(struct_of(table)))


def _table(kind: Any, before: str) -> str:
    rows = [
        f"| `{field.name}` | {_is(field)} | {_default(field)} | {WORDS.get(before + field.name, '')} |"
        for field in msgspec.structs.fields(kind)
    ]
    return "\n".join(["| field | is | default | |", "| --- | --- | --- | --- |", *rows])


def _is(field: msgspec.structs.FieldInfo) -> str:
    words = _kind(kinds.type_info(field.type))
    return f"[{words}](#{field.name})" if field.name in tables() else words


def _kind(kind: kinds.Type) -> str:
    match kind:
        case kinds.UnionType(types):
            return " or ".join(_kind(each) for each in types if not isinstance(each, kinds.NoneType))
        case kinds.LiteralType(values):
            return ", ".join(f'`"{value}"`' for value in sorted(values, key=str))
        case kinds.VarTupleType(item):
            return "a list of tables" if isinstance(item, kinds.StructType) else f"a list of {_kind(item)}s"
        case kinds.IntType() | kinds.FloatType():
            whole = "whole number" if isinstance(kind, kinds.IntType) else "number"
            return whole if kind.ge is None else f"{whole}, {kind.ge:,} to {kind.le:,}"
        case kinds.BoolType():
            return "`true`, `false`"
        case kinds.DateTimeType():
            return "a time with its offset from UTC"
        case kinds.DictType():
            return "a table"
        case _:
            return "text"


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "must be said"
    default = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
    if default is None or (not default and not isinstance(default, bool | int | float)):
        return "–"
    return f"`{msgspec.json.encode(default).decode()}`"


def helpers() -> str:
    """What a suite judges with, each with its arguments and its docstring."""
    return "\n\n".join(_helper(name) for name in testing.__all__)


def _helper(name: str) -> str:
    thing = getattr(testing, name)
    words = inspect.cleandoc(thing.__doc__ or "").replace("<", "&lt;")
    if isinstance(thing, type):
        return f"### {name}\n\n{words}"
    plain = [each.replace(annotation=inspect.Parameter.empty) for each in inspect.signature(thing).parameters.values()]
    return f"### {name}\n\n```python\n{name}{inspect.Signature(plain)}\n```\n\n{words}"


def marks_list() -> str:
    """The marks of a test."""
    rows = [f"| `@pytest.mark.{name}` | {words} |" for name, _, words in (line.partition(": ") for line in marks.LINES)]
    return "\n".join(["| mark | says |", "| --- | --- |", *rows])


PARTS: Final[dict[str, Callable[[], str]]] = {
    "commands": commands_list,
    "settings": settings,
    "helpers": helpers,
    "marks": marks_list,
}
