# attack: the notes of an exception carry markup, where only its message is cleaned
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


# %%
class Noted(ValueError):
    def __str__(self):
        return "\n".join(["wrong", *self.__notes__])


error = Noted()
error.add_note("<svg onload=alert(1)></svg>\x1b[31m")
raise error
