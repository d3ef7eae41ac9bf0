"""`python -m tests.hostile`."""

import sys

from tests.hostile.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
