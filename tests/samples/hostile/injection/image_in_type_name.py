# attack: the exception's class is called like an image that runs code when it does not load
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


# %%
raise type("<img src=x onerror=alert(1)>", (Exception,), {})("no message")
