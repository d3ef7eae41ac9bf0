# attack: null characters, at which a C library thinks that the text has ended
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    raise ValueError("passed\0\0failed" + "\0" * 1000)
