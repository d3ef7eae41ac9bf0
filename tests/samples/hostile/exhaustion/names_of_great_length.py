# attack: names of megabytes in the namespace, in a class, in its exception
# claims: breaks
# honest: 60
# verdict: graded

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


LONG = "x" * 2**24
globals()[LONG] = LONG
Odd = type(LONG, (ValueError,), {LONG: LONG, "__module__": LONG, "__qualname__": LONG})


def secret(n):
    error = Odd(LONG)
    error.__cause__ = Odd(LONG)
    error.add_note(LONG)
    raise error
