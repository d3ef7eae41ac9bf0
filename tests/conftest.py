"""What holds for all tests: property tests are patient on a busy machine, and interrupts arrive."""

import gc
import signal
from contextlib import suppress

with suppress(ImportError):  # whoever runs a hidden suite alone need not have it
    from hypothesis import HealthCheck, settings

    settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("patient")

# A shell starts what it runs in the background with interrupts ignored, and so would be all that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Thousands of tests stay to the end: the collector need not look at them again, here and in what tests fork."""
    gc.collect()
    gc.freeze()
