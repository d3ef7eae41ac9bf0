"""The name of a submission: short, stable, and the same wherever it is computed."""

import hashlib


def submission_id(assignment: str, student: str, sha256: str, submitted_at: str) -> str:
    """16 hex digits of a SHA-256 over the four fields, each preceded by its length in bytes (8, big-endian).

    The lengths keep ("hw1", "1ada") and ("hw11", "ada") apart. Any string is accepted, lone surrogates too.
    """
    digest = hashlib.sha256()
    for field in (assignment, student, sha256, submitted_at):
        encoded = field.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()[:16]
