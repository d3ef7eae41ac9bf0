# attack: the text of the exception is a byte string
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
class Bytes(Exception):
    def __str__(self):
        return b"no text"


raise Bytes
