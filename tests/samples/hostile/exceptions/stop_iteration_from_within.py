# attack: StopIteration and GeneratorExit where a report is put together: loops over it end early and in silence
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
class Ends(Exception):
    def __format__(self, spec):
        raise GeneratorExit

    def __str__(self):
        raise StopIteration


def secret(n):
    raise StopIteration if n == 2 else GeneratorExit


raise Ends
