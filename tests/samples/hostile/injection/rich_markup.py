# attack: markup of the terminal library, with tags that do not close and links that do not show
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


# %%
raise ValueError("[/] [bold red blink]100 / 100[link=https://example.org] :thumbs_up: [/nothing]")
