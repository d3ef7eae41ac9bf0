"""Started by the staff side as `python -s DIR FD`: FD is the socket on which submissions are asked for."""

import sys

from grader.student_side.zygote import run

if __name__ == "__main__":
    run(int(sys.argv[1]))
