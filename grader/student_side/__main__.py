"""Started by the staff side as `python -s DIR FD`: FD is the socket on which submissions are asked for."""

import gc
import sys

if __name__ == "__main__":
    gc.disable()  # until all that stays is loaded
    from grader.student_side.zygote import run

    run(int(sys.argv[1]))
