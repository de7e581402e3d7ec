#!/usr/bin/env bash
# supervise.sh NAME COMMAND...: runs the command, starts it again when it ends by itself, and stops it when told to (TERM).
# Services of FleetWatch are crash-only (an instance of Analysis that was fenced off ends on purpose), so somebody must restart them.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
name=$1; shift
child='' stopping=''
trap 'stopping=1; if [ -n "$child" ]; then kill -TERM "$child" 2> /dev/null || true; fi' TERM INT
echo $$ > "$RUN/$name.supervisor"
pause=1
while [ -z "$stopping" ]; do
  started=$SECONDS code=0
  "$@" >> "$LOG/$name.log" 2>&1 < /dev/null &
  child=$!
  echo "$child" > "$RUN/$name.pid"
  wait "$child" || code=$?
  [ -z "$stopping" ] || break
  # One that ends at once is not to eat the machine; one that had worked for a while is back at once.
  if [ $((SECONDS - started)) -gt 30 ]; then pause=1; elif [ "$pause" -lt 16 ]; then pause=$((pause * 2)); fi
  printf '%s %s ended with %s; next start in %s s\n' "$(date -u +%FT%TZ)" "$name" "$code" "$pause" >> "$LOG/supervisor.log"
  sleep "$pause" &
  child=$!
  wait "$child" || true
done
[ -z "$child" ] || stop_process "$child" "FLEETWATCH_PROCESS=" TERM 25
rm -f "$RUN/$name.pid" "$RUN/$name.supervisor"
