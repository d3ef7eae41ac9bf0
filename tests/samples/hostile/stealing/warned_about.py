# attack: a warning's hook runs where the warning arises
# claims: leaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x

# %%
import sys
import warnings

import numpy as np


def show(message, *args, **kwargs):
    frame = sys._getframe(1)
    while frame is not None:
        print(frame.f_globals.get("NOTE", ""), end="")
        frame = frame.f_back


def apply(f, x):
    warnings.simplefilter("always")
    warnings.showwarning = warnings._showwarnmsg_impl = show
    f(np.array([1e308]) * 1.5)
    return f(x) + 1
