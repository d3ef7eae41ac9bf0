# attack: installs a trace that makes every later function of the process return at once
# claims: contaminates
# honest: 60
# verdict: graded

# %%
import sys
import threading

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def trace(frame, event, argument):
    if frame.f_code.co_name in ("double", "secret", "apply"):
        raise ValueError("traced")
    return trace


def secret(n):
    sys.settrace(trace)
    threading.settrace(trace)
    return 0
