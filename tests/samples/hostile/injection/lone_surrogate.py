# attack: a message with half a character, which no encoder takes
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    raise ValueError("half \udcff and \ud800 a character")
