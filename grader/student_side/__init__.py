"""What runs inside the sandbox, beside the student's code. Untrusted: the staff side believes nothing that it says.

It imports the wire alone and is started as a program (`python -s DIR`), never imported by the staff side.

    zygote      loads NumPy and IPython's shell once, then forks a keeper for each submission
    walls       what a submission may not do: namespaces, mounts, capabilities, system calls, limits
    keeper      first process of a submission; runs no student code, kills what a test leaves behind
    notebook    runs the cells, then forks one child a test
    one_test    such a child: answers requests by calling the student's functions
    shell       IPython's shell, without history, colours, or a terminal
    unchecked   what a notebook's own calls of `check` get: nothing
    printed     what the student's code prints, up to a limit
    memory      how memory lies, for the sake of what is forked
    channel     a socket and the state table of the conversation on it
"""
