# attack: changes what every function means by a builtin name, its own and everybody else's
# claims: contaminates
# honest: 60
# verdict: graded

# %%
import builtins

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    builtins.isinstance = lambda *_: True
    builtins.len = lambda _: 1
    builtins.abs = lambda _: 0
    return 0
