# attack: a finder at the front of sys.meta_path sees who imports what, and reads the importer's globals
# claims: leaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
import sys


class Doorman:
    def find_spec(self, name, path=None, target=None):
        frame = sys._getframe(1)
        while frame is not None:
            for word in ("__file__", "__doc__", "NOTE"):
                if "CANARY" in str(frame.f_globals.get(word)):
                    print(frame.f_globals[word])
            frame = frame.f_back


sys.meta_path.insert(0, Doorman())
sys.modules.pop("colorsys", None)


def secret(n):
    import colorsys
