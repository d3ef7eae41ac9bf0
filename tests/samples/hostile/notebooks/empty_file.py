# attack: a file of no bytes
# claims: breaks
# honest: 0
# verdict: refused
# makes: notebook


def make(path):
    path.touch()
