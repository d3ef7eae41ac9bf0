# attack: the code that raises has a name and a file that paint on the terminal and end a table's cell, and its line is made up
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
import linecache


def fails(n):
    raise ValueError("see where")


EVIL = "\x1b]0;owned\x07\x9b2J\u202e</td><script>alert(1)</script>\n=cmd|'/c calc'!A0"
FILE = "<cell " + EVIL
linecache.cache[FILE] = (1, None, [EVIL + "\n"] * 50, FILE)
fails.__code__ = fails.__code__.replace(co_name=EVIL, co_filename=FILE)


def secret(n):
    return fails(n)
