#!/usr/bin/env bash
# The load benchmark on servers that are started for it when none run (they keep fsync on, as servers in earnest do).
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
SERVERS=$ROOT/infra/local/servers.sh
prepare_state
"$SERVERS" running || ours=1
trap 'trap "" INT TERM; [ -z "${ours:-}" ] || "$SERVERS" down' EXIT
trap 'exit 130' INT TERM
"$SERVERS" up --no-wait
"$ROOT/infra/local/build.sh"
"$SERVERS" wait
eval "$("$SERVERS" env)"
dotnet "$ROOT/artifacts/bin/Load/release/FleetWatch.Load.dll" "$@"
