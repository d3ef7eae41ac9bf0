"""Every error of the staff side, in one tree. The class says whose fault it is.

GraderError                     base of all; `exit_status` is what the `grade` command ends with
├─ RequestError            2    the request cannot be served: the user can mend it
│  ├─ NotebookError             the file is no notebook that can be read
│  └─ CourseError               no such assignment, or a file of the course that says nonsense
│     └─ NoCourseError          no course where it was looked for
├─ OurFault                3    the grader itself failed: no mark may come out of it
│  ├─ SandboxError              no sandbox, or it does not start
│  ├─ SuiteError                the hidden suite is broken
│  ├─ ClusterError              a cluster that cannot grade, or was lost
│  └─ GradebookError            the gradebook cannot be written or read
└─ StudentFault            -    what the student's code did while it was judged: costs the test at hand
   ├─ StudentRaised             it raised (mixed with the builtin class it raised, so `pytest.raises` works)
   ├─ StudentTimeout            it used up its time
   ├─ StudentCrashed            its process died, or broke the protocol
   └─ NameMissing               the notebook does not define that name
"""


class GraderError(Exception):
    """Base of every error that the staff side raises on purpose.

    The text is one or two short lines: the place first, then the fact, then the way out.
    """

    exit_status = 3


class RequestError(GraderError):
    """The request cannot be served as it was made."""

    exit_status = 2


class NotebookError(RequestError):
    """A file that cannot be read as a notebook or script."""


class CourseError(RequestError):
    """No course here, no such assignment, or a course file that says nonsense."""


class NoCourseError(CourseError):
    """There is no course in the folder it was looked for in, nor above."""


class OurFault(GraderError):
    """The grader failed; whatever was being graded has no mark."""


class SandboxError(OurFault):
    """Student code cannot be isolated on this machine, or the sandbox died."""


class SuiteError(OurFault):
    """A hidden suite that cannot judge: it does not import, holds no test, or fails without any student."""


class ClusterError(OurFault):
    """A cluster cannot grade: its scheduler or a node of it is not there, not alike, or gone."""


class GradebookError(OurFault):
    """The gradebook cannot be written or read."""


class StudentFault(GraderError):
    """The student's code did not give an answer that can be judged."""

    outcome = "error"


class StudentRaised(StudentFault):
    """The student's code raised. `type_name`, `message` and `frames` are what crossed the wire, as plain text."""

    outcome = "error"
    type_name: str = ""
    message: str = ""
    frames: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.type_name}: {self.message}" if self.message else self.type_name


class StudentTimeout(StudentFault):
    """The student's code used up its CPU seconds, or did not answer in a generous multiple of them."""

    outcome = "timeout"


class StudentCrashed(StudentFault):
    """The student's process died or stopped speaking the protocol."""

    outcome = "crashed"


class NameMissing(StudentFault):
    """The notebook does not define the name a test asks for."""

    outcome = "missing"
