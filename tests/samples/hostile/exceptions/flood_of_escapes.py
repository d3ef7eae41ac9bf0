# attack: a hundred kilobytes of terminal sequences as the message of an exception, raised in a cell and in a test
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    raise ValueError("\x1b[2J\x1b]0;pwned\x07" * 7_000)


# %%
secret(0)
