# attack: __traceback__, __class__ and __str__ become properties that raise when the shell has shown the exception
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
    pass


def refuse(self):
    raise OSError("no such attribute")


def arm(*args):
    for name in ("__traceback__", "__cause__", "__context__", "__class__", "__str__", "args"):
        setattr(Opaque, name, property(refuse))


def secret(n):
    arm()
    raise Opaque


get_ipython().events.register("post_run_cell", arm)
raise Opaque
