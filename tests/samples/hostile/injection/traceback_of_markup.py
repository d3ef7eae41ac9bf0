# attack: the line that raises is markup, and a page that shows tracebacks shows it
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


# %%
exec(compile("def f():\n    raise SyntaxError('<b id=1 onclick=x>', ('<script>a</script>', 1, 1, '<script>'))\nf()", "<script>", "exec"))
