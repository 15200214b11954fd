#!/usr/bin/env bash
# Starts scrapyd with the configuration beside this file, for one workspace.
#
#   LINKCRAWL_WORKSPACE     the folder with linkcrawl.toml; databases and reports are made there
#   LINKCRAWL_SCRAPYD_DATA  where scrapyd keeps eggs, logs and jobs; else scrapyd in the workspace
#   SCRAPYD_USERNAME, SCRAPYD_PASSWORD    who may schedule
#   SCRAPYD_HTTP_PORT       6800 if not set
set -euo pipefail
stop() { printf '%s\n' "$1" >&2; exit 2; }

here=$(cd "$(dirname "$0")" && pwd)
[ -n "${LINKCRAWL_WORKSPACE:-}" ] || stop "LINKCRAWL_WORKSPACE is not set: the folder with linkcrawl.toml"
[ -f "$LINKCRAWL_WORKSPACE/linkcrawl.toml" ] ||
    stop "$LINKCRAWL_WORKSPACE/linkcrawl.toml: not found; \`linkcrawl init\` writes one"
[ -n "${SCRAPYD_USERNAME:-}" ] && [ -n "${SCRAPYD_PASSWORD:-}" ] ||
    stop "SCRAPYD_USERNAME and SCRAPYD_PASSWORD are not set: without them anybody on this machine runs code"

# Jobs inherit this; they run in scrapyd's folder, not in this one.
LINKCRAWL_WORKSPACE=$(cd "$LINKCRAWL_WORKSPACE" && pwd)
export LINKCRAWL_WORKSPACE
data=${LINKCRAWL_SCRAPYD_DATA:-$LINKCRAWL_WORKSPACE/scrapyd}
mkdir -p "$data"
cp "$here/scrapyd.conf" "$data/scrapyd.conf"
cd "$data"
command -v scrapyd >/dev/null || PATH="$here/../.venv/bin:$PATH"
exec scrapyd --pidfile=
