# attack: a keyword argument's name is markup, and Python's own error repeats it
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    return double(1, **{"<a href='javascript:alert(1)'>why</a>": 1})
