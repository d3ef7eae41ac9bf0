# attack: asking the exception of a cell for its text ends the program that asks
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
class Door(Exception):
    def __str__(self):
        raise SystemExit(0)


raise Door
