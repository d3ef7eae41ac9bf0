# attack: recursion as deep as the stack goes, after the interpreter's limit was lifted
# claims: breaks
# honest: 60
# verdict: graded

# %%
import sys

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    sys.setrecursionlimit(10**9)
    return sorted([n, n], key=secret)
