"""The naive grader, from outside: its room, and whether a sample achieves there what it claims."""

import json
import socket
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from grader.records import Limits
from grader.sandbox.bubblewrap import command
from grader.sandbox.environment import child_environment
from grader.sandbox.mounts import user_packages
from tests.hostile.handing_in import words_of
from tests.hostile.samples import CARRIED, ESCAPED, FOLDER, Sample, read_sample
from tests.hostile.seen import page_injected, steers, table_injected
from tests.hostile.target import HONEST_SCORE, Target

ROOM: Final = FOLDER / "naive"
REPOSITORY: Final = Path(__file__).parents[2]
WALL_SECONDS: Final = 30.0
HANG_SECONDS: Final = 2.0
"""After this long a sample that says that it hangs is believed."""
TRIES: Final = 4
STUDENT, NEXT, POOR, AGAIN = "mallory", "honest", "poor", "again"


class Naive:
    """A warm naive grader in a protective bubblewrap; started when it is first needed, and again when it was killed."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._nested = True

    def falls(self, sample: Sample) -> bool:
        """Whether the sample achieves what it claims; a thread or a timer need not strike the first time."""
        return any(fell(sample, self.grade(sample), self._target) for _ in range(TRIES))

    def grade(self, sample: Sample) -> dict[str, Any]:
        """What is to be seen of a batch in which the sample comes first."""
        submissions = [_submission(sample.file_name, sample.source, words_of(sample, STUDENT), makes=sample.makes)]
        if sample.claim == "contaminates":
            for student, source in ((NEXT, self._target.honest()), (POOR, "nothing = 0\n")):
                submissions.append(_submission("target.py", source, ("--student", student), makes=False))
        if sample.twice:
            submissions.append(_submission(sample.file_name, sample.source, ("--student", AGAIN), makes=False))
        files = {f"course/{name}": text for name, text in self._target.files().items()}
        files["vault/secret.txt"] = self._target.canary
        wall = HANG_SECONDS if sample.claim == "hangs" else WALL_SECONDS
        job = {"files": files, "submissions": submissions, "wall": wall}
        seen = self._ask(job, wall)
        if seen.get("refused"):  # the kernel allows no namespaces inside namespaces
            self.close()
            self._nested = False
            seen = self._ask(job, wall)
        if not self._nested:
            self.close()
        return seen

    def check(self) -> None:
        """Raises RuntimeError when an honest submission has not full marks: whatever else it falls to says nothing."""
        source = self._target.honest()
        honest = read_sample("naive/honest", f"# attack: none\n# honest: 100\n# verdict: graded\n{source}")
        seen = self.grade(honest)
        if seen.get("died") or set(_scores(seen, STUDENT)) != {HONEST_SCORE}:
            raise RuntimeError(f"the naive grader does not work: {seen}")

    @property
    def pid(self) -> int | None:
        """The process that holds its room."""
        return None if self._process is None else self._process.pid

    def close(self) -> None:
        """End it, and everything in its room."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        if self._socket is not None:
            self._socket.close()
        self._process = self._socket = None

    def _ask(self, job: dict[str, Any], wall: float) -> dict[str, Any]:
        sock = self._started()
        try:
            sock.settimeout(wall + WALL_SECONDS)
            sock.sendall(json.dumps(job).encode() + b"\n")
            with sock.makefile("rb") as stream:
                return dict(json.loads(stream.readline()))
        except (OSError, ValueError):  # it took the room with it
            self.close()
            return {"died": True}

    def _started(self) -> socket.socket:
        if self._socket is None:
            self._socket, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    [*_command(), *([] if self._nested else ["single"]), str(theirs.fileno())], env=child_environment(user_packages()),
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=None, pass_fds=(theirs.fileno(),),
                )  # fmt: skip
        return self._socket


def fell(sample: Sample, seen: dict[str, Any], target: Target) -> bool:
    """Whether this is what the sample claims to achieve."""
    if seen.get("died"):
        return sample.claim in {"breaks", "hangs", "contaminates", "escapes"}
    scores = _scores(seen, STUDENT)
    believed = [score for student, score, _ in seen["results"] if student not in {NEXT, POOR}] + scores
    match sample.claim:
        case "gains":
            return max(believed, default=0.0) > sample.honest
        case "leaks":
            return bool(target.secrets_in(_shown(seen)))
        case "leaves":
            return bool(seen["left"] or seen["outside"])
        case "contaminates":
            others = set(_scores(seen, NEXT)) != {HONEST_SCORE} or set(_scores(seen, POOR)) != {0.0}
            return others or _says(seen, CARRIED)
        case "hangs":
            return not seen["ended"]
        case "breaks":
            return not believed or seen["broke"] or _injected(seen)
        case "escapes":
            reached = bool(seen["outside"] or seen["gone"] or target.secrets_in(_shown(seen)))
            return reached or _says(seen, ESCAPED)
    return True


def _submission(name: str, source: str, words: tuple[str, ...], *, makes: bool) -> dict[str, Any]:
    return {"name": name, "source": source, "words": words, "makes": makes}


def _shown(seen: dict[str, Any]) -> str:
    return f"{seen['printed']}\n{seen['page']}\n{seen['table']}"


def _says(seen: dict[str, Any], word: str) -> bool:
    return any(line.startswith(word) for line in seen["printed"].splitlines())


def _injected(seen: dict[str, Any]) -> bool:
    return steers(seen["printed"]) or page_injected(seen["page"]) or table_injected(seen["table"])


def _scores(seen: dict[str, Any], student: str) -> list[float]:
    """Every score that is believed of a student: of the pipe, the files, the gradebook, and what was printed."""
    scores = [score for name, score, _ in seen["results"] if name == student]
    for line in seen["printed"].splitlines():
        if line.startswith("RESULT "):
            with suppress(ValueError, TypeError, KeyError):
                result = json.loads(line.removeprefix("RESULT "))
                if result["student"] == student:
                    scores.append(float(result["score"]))
    return scores


def _command() -> list[str]:
    words = command(ROOM, [], Limits())
    place = words.index("--dev")  # after the folders that it stands in
    words[place:place] = ["--ro-bind", str(ROOM / "testing.py"), "/opt/gradescent/grader/testing.py"]
    return [*words[:-1], "/assignment/server.py"]
