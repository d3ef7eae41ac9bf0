"""How fast gradescent is, always beside something that is measured in the same minutes: see `python -m benchmarks`."""
