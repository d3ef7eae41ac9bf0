# attack: help() on the suite's function
# claims: leaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x

# %%
import pydoc


def apply(f, x):
    print(pydoc.render_doc(f))
    return f(x) + 1
