# Opens the memory and the descriptors of every process in sight but its own and its parent's. Gives what was open.
import os


def attack():
    own = {str(os.getpid()), str(os.getppid())}
    others = [name for name in os.listdir("/proc") if name.isdigit() and name not in own]
    files = [f"/proc/{pid}/{name}" for pid in others for name in ("mem", "maps", "environ", "auxv", "stack")]
    folders = [f"/proc/{pid}/{name}" for pid in others for name in ("fd", "map_files", "cwd/.", "root/.")]
    return [path for path in files if _opens(path)] + [path for path in folders if _lists(path)]


def _opens(path):
    try:
        with open(path, "rb") as file:
            return path.endswith("mem") or bool(file.read(1))
    except OSError:
        return False


def _lists(path):
    try:
        return bool(os.listdir(path))
    except OSError:
        return False
