"""Is a hidden suite to be trusted? It is held against answers that are known to be right or wrong.

audit       one assignment, whole: every answer judged, every mutant tried, what does not hold as findings
workers     the processes that this is spread over
variants    the stub, the model answer, alternatives and misconceptions, in the real sandbox as students' work is
mutants     small changes of the model answer, made from its syntax tree
mutation    which mutants the suite notices; in this machine's own process, since the code is the author's
equivalents the author's list of mutants that no suite can tell from the model answer
"""
