#!/usr/bin/env bash
# Makes .venv with everything linkcrawl needs, and finds a browser. Run by make, once.
set -euo pipefail
cd "$(dirname "$0")"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

stop() { printf '%s\n' "$1" >&2; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python=
for name in "${PYTHON:-python3.11}" python3.11 python3.12 python3.13 python3.14 python3; do
    if new_enough "$name"; then python=$name; break; fi
done
[ -n "$python" ] || stop "Python 3.11 or newer is missing; on Debian: apt install python3 python3-venv"

# Debian's python3 comes without what venv needs to put pip into an environment.
can_make_venv() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }
if ! can_make_venv && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing python3-venv"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        python3-venv; } >/dev/null 2>&1 || true
fi
can_make_venv || stop "Python's venv module is missing; on Debian: apt install python3-venv"

if ! .venv/bin/python -m pip --version >/dev/null 2>&1 || ! new_enough .venv/bin/python; then
    echo "Making a virtual environment in .venv"
    rm -rf .venv
    "$python" -m venv .venv
fi

echo "Installing the dependencies of requirements.lock"
.venv/bin/python -m pip install -qq --no-deps --require-hashes -r requirements.lock
.venv/bin/python -m pip install -qq --no-deps --no-build-isolation -e .

echo "Looking for a browser, or getting one"
.venv/bin/linkcrawl doctor --get-browser
