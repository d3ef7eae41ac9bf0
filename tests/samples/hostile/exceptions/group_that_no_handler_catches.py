# attack: the exception of a cell raises, when it is told, a group around an exit: that is no Exception to handlers
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
class Teller(ExceptionGroup):
    armed = False

    def __str__(self):
        if Teller.armed:
            raise BaseExceptionGroup("", [SystemExit(0), *self.exceptions])
        return "a group"


def arm(*args):
    Teller.armed = True


def secret(n):
    bottom = SystemExit(0)
    for _ in range(2_000):
        bottom = BaseExceptionGroup("deep", [bottom])
    raise bottom


get_ipython().events.register("post_run_cell", arm)
raise Teller("", [ValueError()])
