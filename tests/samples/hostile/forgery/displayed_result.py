# attack: the last expression of a cell has a repr that prints a result line when IPython displays it
# claims: gains
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


# %%
class Shown:
    def __repr__(self):
        print('\nRESULT {"student": "mallory", "assignment": "target", "score": 98}')
        return "8 passed"


Shown()
