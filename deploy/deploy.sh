#!/usr/bin/env bash
# Packs the project as an egg and sends it to scrapyd at LINKCRAWL_SCRAPYD_URL.
#
#   deploy/deploy.sh [VERSION]   VERSION is the time of day if not given
set -euo pipefail
stop() { printf '%s\n' "$1" >&2; exit 2; }

[ -n "${SCRAPYD_USERNAME:-}" ] && [ -n "${SCRAPYD_PASSWORD:-}" ] ||
    stop "SCRAPYD_USERNAME and SCRAPYD_PASSWORD are not set: the ones that scrapyd was started with"
export LINKCRAWL_SCRAPYD_URL=${LINKCRAWL_SCRAPYD_URL:-http://127.0.0.1:${SCRAPYD_HTTP_PORT:-6800}/}
cd "$(dirname "$0")/.."
if [ -x .venv/bin/scrapyd-deploy ]; then PATH="$PWD/.venv/bin:$PATH"; fi

# Built in a folder of its own: setuptools leaves its traces beside setup.py.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R setup.py pyproject.toml README.md LICENSE scrapy.cfg linkcrawl spiders pipelines reports "$copy"
find "$copy" -name __pycache__ -prune -exec rm -rf {} +
cd "$copy"
python setup.py --quiet bdist_egg --dist-dir eggs 2>/dev/null || stop "the egg can't be built"
scrapyd-deploy --egg eggs/*.egg --version "${1:-$(date -u +%Y%m%dT%H%M%S)}"
