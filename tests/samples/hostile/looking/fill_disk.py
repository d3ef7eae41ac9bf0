# Writes 200 MB in small files to each folder it is told of. Gives the megabytes that were taken.
import os


def attack(folders):
    return sum(_fill(folder) for folder in folders)


def _fill(folder):
    for number in range(200):
        try:
            with open(os.path.join(folder, f"part-{number}"), "wb", buffering=0) as file:
                if file.write(bytes(2**20)) < 2**20:
                    return number
        except OSError:
            return number
    return 200
