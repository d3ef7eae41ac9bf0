# attack: a cell ends with an exception whose text cannot be had: asking for it raises another one like it
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
class Bottomless(Exception):
    def __str__(self):
        raise Bottomless

    __repr__ = __str__


raise Bottomless
