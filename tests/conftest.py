"""How patient property tests are: a machine that is busy with other things makes none of them fail."""

from contextlib import suppress

with suppress(ImportError):  # whoever runs a hidden suite alone need not have it
    from hypothesis import HealthCheck, settings

    settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("patient")
