# attack: a function's code carries its constants, those of its docstring first
# claims: leaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x

# %%
import dis
import io


def apply(f, x):
    said = io.StringIO()
    code = getattr(f, "__code__", None)
    if code is not None:
        dis.dis(code, file=said)
    print(said.getvalue(), getattr(code, "co_consts", ()))
    return f(x) + 1
