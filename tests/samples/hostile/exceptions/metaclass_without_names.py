# attack: the metaclass raises for each attribute that a report reads: name, module, bases
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
class Nameless(type):
    def __getattribute__(cls, name):
        raise LookupError(name)

    def __instancecheck__(cls, other):
        return True


class Faceless(Exception, metaclass=Nameless):
    pass


raise Faceless
