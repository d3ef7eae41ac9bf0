# attack: walk up the stack from the student's function and read every frame's globals and locals
# claims: leaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
import re
import sys


def secret(n):
    frame, seen = sys._getframe(), []
    while frame is not None:
        seen += [repr(value)[:2000] for value in [*frame.f_globals.values(), *frame.f_locals.values()]]
        frame = frame.f_back
    raise ValueError(str(re.findall("CANARY-[0-9a-f]{16}", " ".join(seen))))
