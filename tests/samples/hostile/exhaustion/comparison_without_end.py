# attack: an answer whose comparison never comes back
# claims: hangs
# honest: 60
# verdict: graded

# %%
import time

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


class Answer:
    def __eq__(self, other):
        time.sleep(10**6)

    def __bool__(self):
        time.sleep(10**6)
        return True


def secret(n):
    return Answer()
