#!/usr/bin/env bash
# What a container starts: scrapyd, the question whether it is well, or any other command.
#
#   SCRAPYD_PASSWORD_FILE, LINKCRAWL_SMTP_PASSWORD_FILE    files whose first line is the password
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
for name in SCRAPYD_PASSWORD LINKCRAWL_SMTP_PASSWORD; do
    file=${name}_FILE
    if [ -n "${!file:-}" ]; then
        read -r secret <"${!file}" || [ -n "${secret:-}" ] || continue
        export "$name=$secret"
    fi
done

case ${1:-} in
scrapyd) exec bash "$here/scrapyd.sh" ;;
healthy) exec python "$here/healthy.py" ;;
*) exec "$@" ;;
esac
