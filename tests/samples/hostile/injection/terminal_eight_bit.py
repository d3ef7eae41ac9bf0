# attack: the one-byte forms of the terminal's sequences, for filters that look for an escape alone
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    raise ValueError("\x9b31mred\x9b0m \x9d0;title\x9c \x90q\x9c")
