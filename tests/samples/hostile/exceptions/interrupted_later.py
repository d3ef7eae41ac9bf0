# attack: a thread sends interrupts to the main thread, which by then judges somebody else
# claims: contaminates
# honest: at most 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
import _thread
import threading
import time


def interrupt():
    for _ in range(400):
        time.sleep(0.01)
        _thread.interrupt_main()


threading.Thread(target=interrupt, daemon=True).start()
