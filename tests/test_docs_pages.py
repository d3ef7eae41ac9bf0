"""The pages of the documentation and README.md are held to the code; the tutorials are followed word by word."""

import os
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pytest
from markdown.extensions.toc import slugify

from grader import testing
from grader.audit import equivalents
from grader.cli.main import COMMANDS, grade
from scripts import reference
from tests.pages import PAGES, REPOSITORY, Block, Reader, blocks, same

STARTS = re.compile(r"^<!-- starts with: (.+) -->$", re.MULTILINE)
FENCES = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
LINK = re.compile(r"(?<!`)\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
INLINE = re.compile(r"`(grade [a-z][^`]*)`")
BEFORE = {"exec", "srun", "sudo"}
OTHERS = {"Judged", "alternative", "kept", "lent", "misconception"}
"""What `grader.testing` holds beside what judges."""


def name_of(page: Path) -> str:
    return str(page.relative_to(REPOSITORY))


def of_kind(*kinds: str) -> list[object]:
    found = [(page, block) for page in PAGES for block in blocks(page) if block.kind in kinds]
    return [pytest.param(block, id=f"{name_of(page)}:{block.line}") for page, block in found]


def commands_in(script: str) -> Iterator[list[str]]:
    """Each command of a script as its words, without what is before it (`exec`, `srun`) and behind it (`>`, `&`)."""
    variables = dict(re.findall(r'^(?:export )?(\w+)="?([^"\n]*)"?$', script, re.MULTILINE))
    script = re.sub(r"\$(\w+)", lambda found: variables.get(found[1], "1"), script).replace("\\\n", " ")
    for line in script.splitlines():
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        words: list[str] = []
        for word in [*lexer, ";"]:
            if not set(word) <= set("();<>|&"):
                words += [word] if words or word not in BEFORE else []
            elif words:
                yield words
                words = []


def fault(words: list[str]) -> str:
    """What is wrong with a command, which is not run; nothing for one that is not ours."""
    name = words[0].removeprefix(".venv/bin/")
    paths = [word for word in words if word.startswith(("scripts/", "tests/"))]
    modules = [word.replace(".", "/") for word in words if word.startswith(("tests.", "grader."))]
    if name in {"pytest", "python"} or name.startswith("scripts/"):
        gone = [path for path in [*paths, *modules] if not (REPOSITORY / path).exists()]
        return f"not there: {gone}" if gone and not _is_of_a_reader(gone) else ""
    if name != "grade":
        return ""
    try:
        command, rest = found_command(words[1:])
        command.make_context(name, rest, parent=reference.WHOLE)
    except click.exceptions.Exit:  # --help
        return ""
    except click.ClickException as error:
        return error.format_message()
    return ""


def _is_of_a_reader(paths: list[str]) -> bool:
    """Whether the paths are those of the course that a tutorial makes: running it shows that they are there."""
    return all("_activation" in path for path in paths)


def found_command(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the first of the words name, and what is left of them."""
    command: click.Command = grade
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        below = command.get_command(reference.WHOLE, words[0])
        if below is None:
            raise click.UsageError(f"no command {words[0]}")
        command, words = below, words[1:]
    return command, words


def unknown_options(words: list[str]) -> list[str]:
    """The options among these words that their command does not have."""
    command, rest = found_command(words[1:])
    # A command keeps the help option of the first context that asks: without the whole one above it, `-h` would be lost.
    context = click.Context(command, parent=reference.WHOLE)
    known = {name for one in command.get_params(context) for name in (*one.opts, *one.secondary_opts)}
    return [word for word in rest if word.startswith("--") and word.partition("=")[0] not in known]


def anchors(page: Path) -> set[str]:
    text = FENCES.sub("", reference.filled(page.read_text(encoding="utf-8")))
    return {slugify(re.sub(r"[`*]", "", heading), "-") for heading in HEADING.findall(text)}


def broken_links(page: Path) -> list[str]:
    made = {REPOSITORY / f"docs/reference/{name}.md" for name in COMMANDS}
    text = FENCES.sub("", reference.filled(page.read_text(encoding="utf-8")))
    found = []
    for name, anchor in LINK.findall(text):
        target = Path(os.path.normpath(page.parent / name)) if name else page
        if not (target.exists() or target in made) or (anchor and anchor not in anchors(target)):
            found.append(f"{name}#{anchor}")
    return found


def names_in(table: dict[str, object], before: str = "") -> Iterator[str]:
    for name, value in table.items():
        yield before + name
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from names_in(inner, f"{name}.")


@pytest.mark.parametrize("block", of_kind("sh"))
def test_commands_of_a_page_are_there_with_their_options(block: Block) -> None:
    faults = [(" ".join(words), what) for words in commands_in(block.text) if (what := fault(words))]
    assert faults == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("grade check hw1.ipynb --task step   # a comment", False),
        ("exec grade batch hw1 handed_in/ --shard $I/8 > out &", False),
        ("scripts/test", False),
        ("grade check", True),
        ("grade check hw1.ipynb --tusk step", True),
        ("grade chock hw1.ipynb", True),
        ("true && grade batch hw1 handed_in/ --shard one", True),
        ("scripts/nothing", True),
        ("pytest tests/nothing", True),
        (".venv/bin/python -m tests.nothing", True),
    ],
)
def test_a_command_that_is_wrong_is_found(line: str, wrong: bool) -> None:
    assert any(map(fault, commands_in(line))) is wrong


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_options_that_a_page_speaks_of_are_there(page: Path) -> None:
    spoken = [shlex.split(found) for found in INLINE.findall(FENCES.sub("", page.read_text(encoding="utf-8")))]
    assert {" ".join(words): unknown_options(words) for words in spoken if unknown_options(words)} == {}


@pytest.mark.parametrize("page", [*PAGES, REPOSITORY / "CONTRIBUTING.md", REPOSITORY / "SECURITY.md"], ids=name_of)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    assert broken_links(page) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One `two`\n[a](#one-two) [b](#one) [c](page.md#one-two) [d](nothing.md)\n", encoding="utf-8")
    assert broken_links(page) == ["#one", "nothing.md#"]


@pytest.mark.parametrize("block", of_kind("python"))
def test_python_of_a_page_is_python(block: Block) -> None:
    compile(block.text, f"line {block.line}", "exec")


@pytest.mark.parametrize("block", of_kind("toml"))
def test_settings_of_a_page_are_there(block: Block) -> None:
    known = {*reference.fields(), "equivalent", *(f"equivalent.{name}" for name in _equivalent())}
    assert set(names_in(tomllib.loads(block.text))) <= known


def _equivalent() -> list[str]:
    return [field.name for field in msgspec.structs.fields(equivalents.Equivalent)]


def test_every_setting_is_described() -> None:
    assert set(reference.WORDS) == set(reference.fields())


@pytest.mark.parametrize(("path", "command"), [*reference.commands()], ids=str)
def test_the_page_of_a_command_has_its_options(path: str, command: click.Command) -> None:
    page = reference.command_page(path.partition(" ")[0])
    options = [name for one in command.params if isinstance(one, click.Option) for name in one.opts]
    assert f"# grade {path}\n" in page
    assert [name for name in options if not re.search(rf"^`[^`]*{name}\b[^`]*`\n:   \S", page, re.MULTILINE)] == []


def test_the_page_on_suites_names_all_that_judges() -> None:
    text = (REPOSITORY / "docs/suites.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"^\| helper \|.*?\n\n", text, re.MULTILINE | re.DOTALL)
    told = {name for row in table.split("\n")[:-2] for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert told == set(testing.__all__) - OTHERS


@pytest.mark.parametrize(
    ("html", "loads"),
    [
        ('<script src="https://example.org/a.js"></script>', True),
        ('<link rel="stylesheet" href="//example.org/a.css">', True),
        ("<img alt=x src=http://example.org/a.png>", True),
        ('<a href="https://example.org">elsewhere</a><img src="../result.svg">', False),
    ],
)
def test_what_loads_from_elsewhere_is_found(html: str, loads: bool) -> None:
    assert bool(reference.LOADED.search(html)) is loads


@pytest.mark.walls
@pytest.mark.parametrize("page", [page for page in PAGES if any(block.does for block in blocks(page))], ids=name_of)
def test_a_tutorial_followed_word_by_word(page: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    start = STARTS.search(page.read_text(encoding="utf-8"))
    if start:
        shutil.copytree(REPOSITORY / start[1], home)
    else:
        home.mkdir()
    reader, printed, differences = Reader(home), None, []
    for block in blocks(page):
        if block.kind == "text" and printed is not None and (difference := same(block.text, printed)):
            differences.append(f"{name_of(page)}:{block.line}\n{difference}\n")
        printed = reader.follows(block)
    assert "".join(differences) == ""


@pytest.mark.parametrize(
    ("shown", "printed", "alike"),
    [
        ("2 passed in 0.1s\n", "2 passed in 3.17s\n", True),
        ("one\n…\nfour\n", "one\ntwo\nthree\nfour\n", True),
        ("at 2026-11-25 10:36:44\n", "at 2027-01-02 03:04:05  \n", True),
        ("one\n", "one\ntwo\n", False),
        ("70 / 100\n", "71 / 100\n", False),
    ],
)
def test_what_is_shown_beside_what_is_printed(shown: str, printed: str, alike: bool) -> None:
    assert (same(shown, printed) == "") is alike
