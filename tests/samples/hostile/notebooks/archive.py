# attack: an archive that was renamed to a notebook
# claims: breaks
# honest: 0
# verdict: refused
# makes: notebook
import zipfile

HONEST = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"


def make(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("target.ipynb", HONEST)
