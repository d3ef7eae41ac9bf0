# attack: the suite's function is given itself, its own class by number, names that it does not take, and objects that were never here
# honest: 60
# verdict: graded
# %%
from grader.wire.messages import CallBack, Callback, Dict, Handle, Tuple


def double(x):
    return 2 * x


def apply(f, x):
    for args, kwargs in (([f, f], {}), ([], {"x": f}), ([x], {"self": f, "factor": 2.0, "__class__": f}), ([[f] * 1000], {})):
        try:
            f(*args, **kwargs)
        except Exception:
            continue
    ask = getattr(getattr(f, "_call", None), "__self__", None)
    for value in (Callback(0), Handle(2**63, "function", True), Tuple([Handle(0, "x" * 200, True)]), Dict([(Callback(0), 1)])):
        if ask is not None:
            ask._ask(CallBack(0, [value], {"": value}))
    return f(x) + 1
