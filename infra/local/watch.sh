#!/usr/bin/env bash
# watch.sh PID: waits for the end of a run that could not clean up behind itself (SIGKILL), and cleans up.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
tail --pid="$1" -f /dev/null &
trap 'kill $! 2> /dev/null || true; exit 0' TERM
wait
rm -f "$RUN/watch"
exec "$ROOT/infra/local/down.sh" --from-run
