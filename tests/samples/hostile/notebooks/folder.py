# attack: a folder with the name of a notebook
# claims: breaks
# honest: 0
# verdict: refused
# makes: notebook


def make(path):
    path.mkdir()
