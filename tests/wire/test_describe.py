import linecache

import pytest

from grader.wire import limits
from grader.wire.answering import cut, describe
from grader.wire.frames import FrameReader, frame
from grader.wire.messages import Raised


def caught(function, *args):
    try:
        function(*args)
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def raised(error):
    return describe(caught(lambda: (_ for _ in ()).throw(error)))


class Custom(ValueError):
    pass


class Silent(Exception):
    def __str__(self):
        raise SystemExit


class NoText(Exception):
    def __str__(self):
        return 42  # noqa: PLE0307  a lie


class OddText(str):
    def __getitem__(self, key):
        return object()

    def encode(self, *args):
        raise ZeroDivisionError


class Odd(Exception):
    def __str__(self):
        return OddText("odd")


class Meta(type):
    __name__ = property(lambda cls: 1 / 0)
    __mro__ = property(lambda cls: (object,) * 10**6)


class ByMeta(Exception, metaclass=Meta):
    pass


class NoTrace(Exception):
    __traceback__ = property(lambda self: 1 / 0)


DESCRIBED = {
    "a builtin": (ValueError("no"), "ValueError", ["ValueError", "Exception", "BaseException", "object"], "no"),
    "a subclass": (Custom("no"), "Custom", ["ValueError", "Exception", "BaseException", "object"], "no"),
    "an exit": (SystemExit(3), "SystemExit", ["SystemExit", "BaseException", "object"], "3"),
    "a key": (KeyError("a"), "KeyError", ["KeyError", "LookupError", "Exception", "BaseException", "object"], "'a'"),
    "a group": (
        ExceptionGroup("two", [ValueError("a"), KeyError("b")]),
        "ExceptionGroup",
        ["ExceptionGroup", "BaseExceptionGroup", "Exception", "BaseException", "object"],
        "two (2 sub-exceptions)",
    ),
    "the name of a builtin": (
        type("KeyError", (Exception,), {})("x"), "KeyError", ["Exception", "BaseException", "object"], "x",
    ),
    "a text that raises": (Silent(), "Silent", ["Exception", "BaseException", "object"], ""),
    "a text that is none": (NoText(), "NoText", ["Exception", "BaseException", "object"], ""),
    "a text that lies": (Odd(), "Odd", ["Exception", "BaseException", "object"], "odd"),
    "a metaclass that lies": (ByMeta("x"), "ByMeta", ["Exception", "BaseException", "object"], "x"),
    "a traceback that raises": (NoTrace("x"), "NoTrace", ["Exception", "BaseException", "object"], "x"),
    "surrogates": (ValueError("\ud800"), "ValueError", ["ValueError", "Exception", "BaseException", "object"], "?"),
}  # fmt: skip


@pytest.mark.parametrize(("error", "name", "bases", "message"), DESCRIBED.values(), ids=DESCRIBED.keys())
def test_an_exception_as_plain_text(error, name, bases, message):
    described = raised(error)
    assert (described.type_name, described.bases, described.message) == (name, bases, message)


LONG = {
    "a message": ValueError("m" * 10**6),
    "a name": type("N" * 10**5, (Exception,), {})("\U0001f600" * 10**4),
    "bases": type("Deep", tuple(type(f"B{i}", (Exception,), {}) for i in range(50)), {})(),
}
ERRORS = {**LONG, **{name: case[0] for name, case in DESCRIBED.items()}}


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS.keys())
def test_a_description_is_within_what_the_other_side_accepts(error):
    message = Raised(raised(error), [])
    reader = FrameReader()
    reader.receive(frame(message))
    assert reader.next_message() == message


def test_a_long_message_is_cut():
    assert raised(ValueError("m" * 10**6)).message == "m" * limits.MESSAGE_CHARS


def test_only_frames_of_the_students_own_cells_are_told(run_cell):
    names = run_cell("def f(g):\n    return g()\n", number=3)
    names |= run_cell("def h():\n    return 1 / 0\n", number=4)
    assert describe(caught(lambda: names["f"](names["h"]))).frames == ["cell 3, line 2, in f", "cell 4, line 2, in h"]
    assert raised(ValueError()).frames == []


def test_a_frame_shows_its_line_where_the_source_is_known(run_cell):
    source = "def f():\n    raise ValueError  # " + "x" * 1000 + "\n"
    linecache.cache["<cell 77>"] = (len(source), None, source.splitlines(keepends=True), "<cell 77>")
    frames = describe(caught(run_cell(source, number=77)["f"])).frames
    assert frames[0].startswith("cell 77, line 2, in f: raise ValueError  # xxx")
    assert len(frames[0]) == limits.PLACE_CHARS


def test_code_outside_functions_has_no_function_name(run_cell):
    assert describe(caught(run_cell, "1 / 0")).frames == ["cell 1, line 1"]


def test_of_a_huge_traceback_the_last_frames_are_told(run_cell):
    names = run_cell("def f(n):\n    return f(n - 1) if n else g()\ndef g():\n    1 / 0\n")
    frames = describe(caught(names["f"], 300)).frames
    assert frames == ["cell 1, line 2, in f"] * (limits.FRAMES - 1) + ["cell 1, line 4, in g"]


def test_endless_recursion_is_told_like_any_error(run_cell):
    described = describe(caught(run_cell("def f():\n    f()\n")["f"]))
    assert (described.type_name, len(described.frames)) == ("RecursionError", limits.FRAMES)


@pytest.mark.parametrize(
    ("text", "most", "result"),
    [("abc", 3, "abc"), ("abc", 2, "ab"), ("abc", 0, ""), ("", 5, ""), ("é\udcff", 5, "é?")],
)
def test_cut_gives_valid_text_of_a_length(text, most, result):
    assert cut(text, most) == result
    assert type(cut(text, most)) is str


def test_cut_does_not_ask_a_subclass_for_its_parts():
    assert cut(OddText("abc"), 2) == "ab"
