"""What Python's own tokenizer would be slow on: it looks through a line again for each quote that is left open."""

from typing import Final

MOST_CHARACTERS: Final = 1_000
MOST_QUOTES: Final = 100


def is_slow(line: str) -> bool:
    """Whether to tokenize this line may take far longer than to read it. Mostly such a line is data."""
    return len(line) > MOST_CHARACTERS and line.count("'") + line.count('"') > MOST_QUOTES
