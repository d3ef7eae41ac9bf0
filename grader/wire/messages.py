"""Everything that can be said: typed, tagged, unknown fields refused.

Three conversations share these words (`connection` says who may say which and when):

- with a *keeper*, the trusted first process of a submission's sandbox;
- with a *notebook*, the process that ran the student's cells and forks one child a test;
- with a *test*, such a child, which calls the student's functions.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from grader.wire import limits

Number = Annotated[int, Meta(ge=0)]
Amount = Annotated[float, Meta(ge=0, le=limits.AMOUNT)]
Name = Annotated[str, Meta(max_length=limits.NAME_CHARS)]
Sentence = Annotated[str, Meta(max_length=limits.MESSAGE_CHARS)]
Place = Annotated[str, Meta(max_length=limits.PLACE_CHARS)]


class Word(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """Base of messages and of the values in them: packed as arrays, the tag first."""


# Values ----------------------------------------------------------------------------------------------------------
# None, bool, int (64 bits), float and str cross as themselves; the rest is wrapped.


class Bytes(Word, tag="b"):
    """A byte string."""

    data: bytes


class Integer(Word, tag="i"):
    """An integer beyond 64 bits: two's complement, big-endian."""

    data: bytes


class Complex(Word, tag="c"):
    """A Python complex number."""

    real: float
    imaginary: float


class List(Word, tag="l"):
    """A list."""

    items: "list[Value]"


class Tuple(Word, tag="t"):
    """A tuple; a named tuple crosses as one."""

    items: "list[Value]"


class Dict(Word, tag="d"):
    """A dict, in its order."""

    pairs: "list[tuple[Value, Value]]"


class Array(Word, tag="a"):
    """A NumPy array: one of `limits.DTYPES`, C order."""

    dtype: str
    shape: list[int]
    data: bytes


class Scalar(Word, tag="s"):
    """A NumPy scalar."""

    dtype: str
    data: bytes


class Handle(Word, tag="h"):
    """An object that stays on the student's side."""

    id: Number
    type_name: Name
    is_callable: bool


class Callback(Word, tag="f"):
    """A function of the suite's, which the student's code may call."""

    id: Number


Value = (
    None
    | bool
    | int
    | float
    | str
    | Bytes
    | Integer
    | Complex
    | List
    | Tuple
    | Dict
    | Array
    | Scalar
    | Handle
    | Callback
)


class Error(Word, tag="error"):
    """An exception as plain text. `bases` are the names of the builtin classes it is an instance of, nearest first."""

    type_name: Name
    bases: Annotated[list[Name], Meta(max_length=limits.FRAMES)]
    message: Sentence
    frames: Annotated[list[Place], Meta(max_length=limits.FRAMES)]


# The test's conversation -----------------------------------------------------------------------------------------


class Ready(Word, tag="ready"):
    """Student: the test's process stands."""


class Get(Word, tag="get"):
    """Staff: the value of a name of the notebook, or of an attribute of a student object."""

    name: Name
    owner: Number | None = None


class Call(Word, tag="call"):
    """Staff: call a student object. `keep`: whatever it gives stays there, plain data too, but for None."""

    handle: Number
    args: list[Value]
    kwargs: dict[str, Value]
    keep: bool = False


class Items(Word, tag="items"):
    """Staff: the first items of an iterable student object, at most `most` of them."""

    handle: Number
    most: Number


class Replace(Word, tag="replace"):
    """Staff: for this test the name means a function of the suite's; with `methods`, a class with these methods.

    Of a class, `callback` makes an object and gives its number, which each method's callback gets as first argument.
    """

    name: Name
    callback: Number
    methods: "dict[Name, Number] | None" = None


class Returned(Word, tag="returned"):
    """Student: what a request gave. `changed` names the arguments that differ after a call: position or keyword."""

    value: Value
    changed: list[int | str]


class Raised(Word, tag="raised"):
    """Student: the student's code raised."""

    error: Error
    changed: list[int | str]


class Missing(Word, tag="missing"):
    """Student: the notebook has no such name."""

    name: Name


class Refused(Word, tag="refused"):
    """Student: the value exists but cannot cross; why, for a person."""

    reason: Sentence


class CallBack(Word, tag="callback"):
    """Student: call a function of the suite's."""

    callback: Number
    args: list[Value]
    kwargs: dict[str, Value]


class Answered(Word, tag="answered"):
    """Staff: what a callback gave."""

    value: Value


class Failed(Word, tag="failed"):
    """Staff: a callback raised. Only the class crosses: a message could hold what is hidden."""

    type_name: Name


class Printed(Word, tag="printed"):
    """Student: what the student's code printed since the last time."""

    text: Annotated[str, Meta(max_length=limits.PRINTED_CHARS)]


# The notebook's conversation -------------------------------------------------------------------------------------


class Source(Word, tag="source"):
    """One code cell, with its place in the notebook from 0."""

    index: int
    text: str


class Load(Word, tag="load"):
    """Staff: run these cells in order, but none of `skip` (those killed an earlier process)."""

    cells: list[Source]
    skip: list[int]


class CellStarted(Word, tag="cell"):
    """Student: this cell runs now."""

    index: Number


class CellRaised(Word, tag="cell-raised"):
    """Student: the cell that runs now ended with an exception."""

    index: Number
    error: Error


class Loaded(Word, tag="loaded"):
    """Student: all cells have been run."""


class Fork(Word, tag="fork"):
    """Staff: fork a child for one test. A socket for its conversation travels with these bytes."""

    seed: int
    cpu_seconds: int


class Ended(Word, tag="ended"):
    """Student: the test's child has ended, with this wait status as `os.waitstatus_to_exitcode` gives it.

    What it and its own waited-for children used is the kernel's count, but it is the student's process that says it.
    """

    exit_code: int
    cpu_seconds: Amount = 0.0
    memory_kb: Amount = 0.0


# The keeper's conversation ---------------------------------------------------------------------------------------


class Sweep(Word, tag="sweep"):
    """Staff: kill every process of the submission but the notebook's own."""


class Swept(Word, tag="swept"):
    """Student side: done; `notebook` is the exit code of the notebook's process when it is dead."""

    killed: int
    notebook: int | None


# The zygote's conversation ---------------------------------------------------------------------------------------


class Spawn(Word, tag="spawn"):
    """Staff: start a submission's processes. Two sockets travel with these bytes: the keeper's and the notebook's."""

    nested: bool
    cpu_seconds: int  # of the cells, all together
    cpu_most: int  # that any one process may ever use
    memory_bytes: int
    processes: int
    open_files: int
    disk_bytes: int
    seccomp: bytes
    loads: list[str]  # modules to have ready before the fork


class Spawned(Word, tag="spawned"):
    """Student side: the walls stand; or the reason why they do not."""

    failure: str | None


Request = Get | Call | Items | Replace
Reply = Returned | Raised | Missing | Refused
Message = (
    Ready | Get | Call | Items | Replace | Returned | Raised | Missing | Refused | CallBack | Answered | Failed
    | Printed | Load | CellStarted | CellRaised | Loaded | Fork | Ended | Sweep | Swept | Spawn | Spawned
)  # fmt: skip
