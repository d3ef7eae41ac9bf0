#!/usr/bin/env bash
# Run once by Gradescope, as root, when the image is built.
set -eu
source=${AUTOGRADER_HOME:-/autograder}/source
venv=${AUTOGRADER_VENV:-/opt/gradescent} # not below /autograder, which is closed to student code
export DEBIAN_FRONTEND=noninteractive

fits() {
    "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

apt-get update -qq
apt-get install -y -qq --no-install-recommends bubblewrap libseccomp2 util-linux mount >/dev/null
found=
for each in python3 python3.13 python3.12 python3.11; do
    if fits "$each"; then found=$each && break; fi
done
if [ -z "$found" ]; then # Ubuntu 22.04 has it beside its own, older one
    apt-get install -y -qq --no-install-recommends python3.11 python3.11-venv >/dev/null
    found=python3.11
fi
"$found" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$source/requirements.txt"
packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
cp -R "$source/grader" "$packages/"

# What each container would have to make anew.
"$venv/bin/python" -m compileall -q "$packages" >/dev/null || true
"$venv/bin/python" - "$source/course/.grader" <<'END'
import sys
from pathlib import Path

from grader.sandbox.fonts import font_list

font_list(Path(sys.argv[1]))
END
chmod -R go+rX "$venv"
