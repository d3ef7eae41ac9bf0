# attack: __traceback__, __cause__ and __class__ are properties that raise
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
def refuse(self):
    raise OSError("no such attribute")


Opaque = type("Opaque", (Exception,), dict.fromkeys(("__traceback__", "__cause__", "__str__", "args"), property(refuse)))

raise Opaque
