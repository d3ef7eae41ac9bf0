# attack: the metaclass raises for the attributes that a report reads, but not before the shell is done with the cell
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
armed = False


class Nameless(type):
    def __getattribute__(cls, name):
        if armed and name in ("__name__", "__qualname__", "__module__", "__mro__"):
            raise LookupError(name)
        return type.__getattribute__(cls, name)

    def __instancecheck__(cls, other):
        return True


class Faceless(Exception, metaclass=Nameless):
    pass


def arm(*args):
    global armed
    armed = True


get_ipython().events.register("post_run_cell", arm)
raise Faceless
