# attack: leaves files in every folder that can be written, in its cells, and looks for those of another submission
# claims: contaminates
# honest: 60
# verdict: graded
# twice: yes

# %%
import os
import tempfile

found = []
for folder in (".", "..", os.path.expanduser("~"), tempfile.gettempdir(), "/tmp", "/dev/shm", "/var/tmp", "/run", "/assignment"):
    try:
        with open(os.path.join(folder, "mark-of-mine"), "x") as file:
            file.write("mark")
    except FileExistsError:
        found.append(folder)
    except OSError:
        continue
# One folder may go by several names here: only what stood there before the first write is another's.
first = "." in found

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    if first:
        raise ValueError(f"CARRIED: files of another submission in {found}")
