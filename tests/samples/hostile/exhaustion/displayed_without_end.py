# attack: a cell whose value shows itself in a page of megabytes, again and again
# claims: breaks
# honest: at most 60
# verdict: graded

# %%
from IPython.display import HTML, display

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    return 0


# %%
for _ in range(2000):
    display(HTML("<b>" + "x" * 2**20 + "</b>"))
    print("x" * 2**20)
