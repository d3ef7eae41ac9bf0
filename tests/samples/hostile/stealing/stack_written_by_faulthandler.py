# attack: faulthandler writes the files and lines of the whole stack, and a suite's file name may tell
# claims: leaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
import faulthandler
import tempfile


def secret(n):
    with tempfile.TemporaryFile("w+") as file:
        faulthandler.dump_traceback(file, all_threads=True)
        file.seek(0)
        raise ValueError(file.read())
