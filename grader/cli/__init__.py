"""The `grade` command: each module parses, calls one function of the rooms below, and prints."""
