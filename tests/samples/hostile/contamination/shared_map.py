# attack: memory of a library's own file, mapped as shared and written: all processes of a machine have the same page
# claims: contaminates
# honest: 60
# verdict: graded
# twice: yes

# %%
import mmap
import os

import numpy as np

# A page of the interpreter's own memory, written over where all forks have it; and one of a file that all share.
shared = mmap.mmap(-1, 4096)
found = getattr(np, "kept_by_mark", None) is not None
np.kept_by_mark = shared
opened = 0
with open("/proc/self/maps") as maps:
    for path in {line.split()[-1] for line in maps if ".so" in line}:
        try:
            descriptor = os.open(path, os.O_RDWR)
            opened += mmap.mmap(descriptor, 4096, mmap.MAP_SHARED)[0]
        except OSError:
            continue

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    if found or opened:
        raise ValueError("CARRIED: a page that another submission has too")
