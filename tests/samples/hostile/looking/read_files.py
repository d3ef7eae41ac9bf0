# Opens files and lists folders that student code must not see. Gives those that it could.
import os


def attack(paths):
    return [path for path in paths if _reads(path)]


def _reads(path):
    try:
        if os.path.isdir(path):
            return bool(os.listdir(path))
        with open(path, "rb") as file:
            return bool(file.read(1))
    except OSError:
        return False
