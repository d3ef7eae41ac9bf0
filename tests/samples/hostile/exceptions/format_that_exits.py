# attack: writing the exception of a cell into a message ends the program that writes
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
    def __format__(self, spec):
        raise SystemExit(0)


raise Door
