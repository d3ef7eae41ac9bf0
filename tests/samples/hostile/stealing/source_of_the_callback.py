# attack: inspect finds the file of a function, and in it everything else
# claims: leaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x

# %%
import inspect


def apply(f, x):
    try:
        print(inspect.getsource(inspect.getmodule(f)))
    except TypeError:
        print(inspect.getfile(type(f)))
    return f(x) + 1
