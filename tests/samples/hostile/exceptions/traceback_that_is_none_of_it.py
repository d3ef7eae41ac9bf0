# attack: __class__ lies, and __traceback__, args and __str__ become properties that raise when the shell has shown the exception
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
class Opaque(Exception):
    @property
    def __class__(self):
        return SystemExit


def refuse(self):
    raise OSError("no such attribute")


def arm(*args):
    for name in ("__traceback__", "__cause__", "__context__", "__str__", "args"):
        setattr(Opaque, name, property(refuse))


def secret(n):
    arm()
    raise Opaque


get_ipython().events.register("post_run_cell", arm)
raise Opaque
