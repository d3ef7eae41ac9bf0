# attack: every module in sys.modules, its dict and the dicts of its functions
# claims: leaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
import sys


def secret(n):
    for module in list(sys.modules.values()):
        for value in list(getattr(module, "__dict__", {}).values()):
            if type(value) is str and value.startswith("CANARY-"):
                raise ValueError(value)
