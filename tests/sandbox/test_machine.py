"""What is said of a machine that isolates nothing."""

import tempfile
from pathlib import Path

import pytest

from grader.sandbox.machine import closed_folder_on_the_way, why_no_namespaces

SAID = "bwrap: No permissions to create new namespace"


@pytest.mark.parametrize(
    ("setting", "value", "mend"),
    [
        ("kernel/unprivileged_userns_clone", "0", "sudo sysctl -w kernel.unprivileged_userns_clone=1"),
        ("user/max_user_namespaces", "0", "sudo sysctl -w user.max_user_namespaces=15000"),
        ("kernel/apparmor_restrict_unprivileged_userns", "1", "kernel.apparmor_restrict_unprivileged_userns=0"),
    ],
)
def test_the_setting_that_forbids_namespaces_is_named_with_its_mend(tmp_path, setting, value, mend):
    (tmp_path / setting).parent.mkdir(parents=True)
    (tmp_path / setting).write_text(f"{value}\n")
    reason = why_no_namespaces(SAID, tmp_path)
    assert setting.replace("/", ".") in reason.fact
    assert mend in reason.mend


@pytest.mark.parametrize("value", ["1", None])
def test_without_such_a_setting_bubblewrap_has_the_last_word(tmp_path, value):
    if value is not None:
        (tmp_path / "kernel").mkdir()
        (tmp_path / "kernel/unprivileged_userns_clone").write_text(value)
    assert why_no_namespaces(SAID, tmp_path).fact == SAID


@pytest.mark.parametrize(("mode", "closed"), [(0o700, True), (0o755, False)])
def test_a_home_that_is_closed_to_others_is_found_on_the_way_to_the_interpreter(mode, closed):
    with tempfile.TemporaryDirectory() as top:  # pytest's own are closed to others, all of them
        home = Path(top) / "home"
        (home / "bin").mkdir(parents=True)
        home.chmod(mode)
        Path(top).chmod(0o755)
        assert closed_folder_on_the_way(home / "bin" / "python") == (home if closed else None)
