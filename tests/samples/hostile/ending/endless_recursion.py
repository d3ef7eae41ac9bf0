# Recurses until the stack of the interpreter itself is used up.
import sys


class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x")


def attack():
    sys.setrecursionlimit(2**30)
    return repr(Deep().x)
