"""Which folders of this machine a sandbox shows: the system, the interpreter, our student side, and nothing else."""

import importlib.util
import site
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

PROGRAM: Final = Path("/opt/gradescent")
"""Where the student side stands inside; started as `python -s /opt/gradescent`."""

_SYSTEM: Final = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_SETTINGS: Final = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/fonts",
                    "/etc/localtime", "/etc/mime.types")  # fmt: skip

FONTS: Final = Path("/opt/matplotlib")
"""Matplotlib's list of fonts inside."""

ABSENT: Final = (
    "autograd", "catboost", "cupy", "cvxpy", "fastai", "flax", "haiku", "jax", "jaxlib", "keras", "lightgbm",
    "lightning", "mxnet", "numba", "numdifftools", "onnx", "onnxruntime", "optax", "paddle", "pandas", "scipy",
    "skimage", "sklearn", "skorch", "statsmodels", "sympy", "tensorflow", "theano", "tinygrad", "torch", "torchvision",
    "transformers", "xgboost",
)  # fmt: skip
"""Libraries that do the homework, or a part of it: not to be imported, whatever this machine has."""


def interpreter_folders() -> list[Path]:
    """The folders that the running interpreter and its packages live in, also when reached through links."""
    folders = [Path(sys.prefix), Path(sys.base_prefix), *map(Path, site.getsitepackages())]
    if (user := user_packages()) is not None:
        folders.append(user)
    # The environment's python is a link, which may lead through a folder that is a link too.
    links = [Path(sys.prefix) / "bin" / "python", Path(sys.executable)]
    folders += [link.readlink().parent.parent for link in links if link.is_symlink()]
    absolute = [folder for folder in folders if folder.is_absolute() and folder.is_dir()]
    return [*absolute, *(folder.resolve() for folder in absolute)]


def user_packages() -> Path | None:
    """The user's own site-packages, when that is where NumPy comes from."""
    numpy = importlib.util.find_spec("numpy")  # found, not loaded: a sandbox starts before anything heavy
    folder = Path(site.getusersitepackages())
    return folder if numpy is not None and numpy.origin and folder in Path(numpy.origin).parents else None


def bind_options(data: Path | None, secrets: Sequence[Path], fonts: Path | None = None) -> list[str]:
    """Options for bubblewrap: read-only binds, shallow ones first, and a cover on every secret folder they would show.

    `data` is the assignment's public folder, `secrets` what no student code may see (the course),
    `fonts` matplotlib's list of fonts.
    """
    links, binds = _system()
    for folder in interpreter_folders():
        if not _within(folder, binds) or _within(folder, secrets):
            binds[folder] = folder
    covers = {secret for path in secrets for secret in (path, path.resolve()) if _within(secret, binds)}
    binds |= _student_side() | _absent()
    if fonts is not None:
        binds[FONTS] = fonts
    if data is not None:
        binds[Path("/assignment")] = data
    options = links
    for place in sorted(set(binds) | covers, key=lambda path: len(path.parts)):
        options += _parents(place)
        if place in covers:
            options += ["--perms", "0755", "--tmpfs", str(place)]
        if place in binds:
            options += ["--ro-bind", str(binds[place]), str(place)]
    # Last, since binds inside a cover need folders made in it. It has no size: nobody may fill it.
    return [*options, *(word for place in sorted(covers) for word in ("--remount-ro", str(place)))]


def _system() -> tuple[list[str], dict[Path, Path]]:
    """Links as options, and the folders and files of the system to bind."""
    links: list[str] = []
    binds: dict[Path, Path] = {}
    for place in map(Path, _SYSTEM):
        if place.is_symlink():
            links += ["--symlink", str(place.readlink()), str(place)]
        elif place.is_dir():
            binds[place] = place
    binds |= {place: place.resolve() for place in map(Path, _SETTINGS) if place.exists()}
    return links, binds


def _student_side() -> dict[Path, Path]:
    package = Path(__file__).resolve().parents[1]
    parts = {PROGRAM / "grader" / part: package / part for part in ("__init__.py", "wire", "student_side")}
    return {**parts, PROGRAM / "__main__.py": package / "student_side" / "__main__.py"}


def _absent() -> dict[Path, Path]:
    """A package that cannot be imported in the place of each that is not to be."""
    folders = {Path("/usr/lib/python3/dist-packages"), *Path("/usr/local/lib").glob("python3*/dist-packages")}
    for folder in interpreter_folders():
        folders |= {folder, *folder.glob("lib/python3*/site-packages")}
    stand_in = Path(__file__).resolve().parents[1] / "student_side" / "absent"
    places = (folder / name for folder in folders for name in ABSENT)
    return {place: stand_in for place in places if (place / "__init__.py").is_file()}


def _within(path: Path, folders: Iterable[Path]) -> bool:
    return any(folder == path or folder in path.parents for folder in folders)


def _parents(place: Path) -> list[str]:
    """A 0700 home on the way to the interpreter would hide it from the user that student code runs as."""
    return [word for parent in reversed(place.parents[:-1]) for word in ("--perms", "0755", "--dir", str(parent))]
