# Writes a file into every folder it is told of, and changes settings of the kernel. Gives where that worked.
import os


def attack(folders):
    return [folder for folder in folders if _writes(folder)] + [path for path in _settings() if _sets(path)]


def _writes(folder):
    path = os.path.join(folder, "left-behind")
    try:
        with open(path, "w") as file:
            file.write("x")
    except OSError:
        return False
    os.remove(path)
    return True


def _settings():
    names = ("kernel/hostname", "kernel/core_pattern", "kernel/randomize_va_space", "vm/overcommit_memory")
    return ["/proc/sysrq-trigger", *(f"/proc/sys/{name}" for name in names)]


def _sets(path):
    try:
        with open(path, "r+") as file:  # writes back what it reads
            file.write(file.read())
    except OSError:
        return False
    return True
