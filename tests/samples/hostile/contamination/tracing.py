# attack: installs a trace that follows every later call of the process, and meddles with its names
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
    frame.f_trace_opcodes = True
    frame.f_locals.clear()
    return trace


def secret(n):
    if sys.gettrace() or threading.gettrace():
        raise ValueError("CARRIED: a trace of the test before")
    sys.settrace(trace)
    threading.settrace(trace)
    return 0
