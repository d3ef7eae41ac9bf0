# %%
def double(x):
    return 2 * x


# %%
def apply(f, x):
    return f(x) + 1


# %%
# @CANARY@
TABLE = @TABLE@
KEY = "@CANARY@"


def secret(n):
    """@CANARY@"""
    return TABLE[n]
