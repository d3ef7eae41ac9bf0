# attack: a function carries the globals of the module that it was written in
# claims: leaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x

# %%
def apply(f, x):
    print(*[value for value in getattr(f, "__globals__", {}).values() if type(value) is str])
    return f(x) + 1
