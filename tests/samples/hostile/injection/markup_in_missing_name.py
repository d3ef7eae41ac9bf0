# attack: the name of an attribute that is not there is markup, and Python's own error repeats it
# claims: breaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    return getattr(n, "<iframe srcdoc='<script>alert(1)</script>'></iframe>")
