# attack: nothing but opening brackets, for a parser that goes down before it looks ahead
# claims: breaks
# honest: 0
# verdict: refused
# makes: notebook


def make(path):
    path.write_text("[" * 500_000)
