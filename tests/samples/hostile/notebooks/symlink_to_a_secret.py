# attack: a link to the staff's notes, handed in as a program: the error shows what they say
# claims: leaks
# honest: 0
# verdict: refused
# makes: notebook
import os


def make(path):
    link = path.with_suffix(".py")
    link.symlink_to(os.path.join(os.environ["TARGET_COURSE"], ".grader", "notes.txt"))
    return link
