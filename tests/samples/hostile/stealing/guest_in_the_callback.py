# attack: an object is passed to the suite's function: its __rmul__ runs there and looks back at the frame that called it
# claims: leaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x

# %%
import sys


class Guest(float):
    def __rmul__(self, factor):
        caller = sys._getframe(1)
        print(factor, caller.f_locals, caller.f_globals.get("NOTE"))
        return 0.0

    __mul__ = __rmul__


def apply(f, x):
    f(Guest(1))
    return f(x) + 1
