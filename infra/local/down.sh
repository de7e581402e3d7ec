#!/usr/bin/env bash
# Stops everything that a local run of this checkout started: services first, then the servers, each by its own process id.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$ROOT/infra/local/services.sh"
[ -d "$STATE" ] || exit 0
prepare_state
if [ "${1:-}" != --from-run ]; then
  stop_process "$(cat "$RUN/run" 2> /dev/null || true)" "FLEETWATCH_PROCESS=$(instance)/run" TERM 60
fi
stop_services
"$ROOT/infra/local/servers.sh" down
rm -f "$RUN/run"
