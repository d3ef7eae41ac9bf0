# attack: builtins.compile and exec are patched and see the sources of the model answer and the suite
# claims: leaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
import builtins
import re

honest = {"compile": builtins.compile, "exec": builtins.exec}


def spying(name):
    def spy(source, *args, **kwargs):
        print(*re.findall("CANARY-[0-9a-f]{16}", str(source)[:100_000]))
        return honest[name](source, *args, **kwargs)

    return spy


for name in honest:
    setattr(builtins, name, spying(name))
