# The services of a local run as processes: start, readiness, stop. Sourced.
# shellcheck shell=bash

# start NAME COMMAND...: under its own supervisor, in a session of its own so that Ctrl-C reaches it only as an orderly stop.
start() {
  local name=$1; shift
  FLEETWATCH_PROCESS="$(instance)/$name" setsid "$ROOT/infra/local/supervise.sh" "$name" "$@" > /dev/null 2>&1 < /dev/null &
}

# start_service NAME PROJECT PORT
start_service() {
  ASPNETCORE_URLS="http://127.0.0.1:$3" start "$1" dotnet "$ROOT/artifacts/bin/$2/release/FleetWatch.$2.dll"
}

answers() {
  local line
  line=$( (exec 3<> "/dev/tcp/127.0.0.1/$1" && printf 'GET %s HTTP/1.0\r\n\r\n' "$2" >&3 && head -1 <&3) 2> /dev/null) && [[ $line == *" 200 "* ]]
}

# await_ready NAME PORT
await_ready() {
  await 90 "$1 on port $2 to be ready" answers "$2" /health/ready || die "$1 is not ready; see $LOG/$1.log and http://127.0.0.1:$2/health/ready"
}

stop_services() {
  local file name
  stop_process "$(cat "$RUN/watch" 2> /dev/null || true)" "FLEETWATCH_PROCESS=$(instance)/watch" TERM 5
  for file in "$RUN"/*.supervisor; do
    [ -e "$file" ] || continue
    name=$(basename "$file" .supervisor)
    stop_process "$(cat "$file")" "FLEETWATCH_PROCESS=$(instance)/$name" TERM 35 &
  done
  wait
  # Those whose supervisor was killed.
  for file in "$RUN"/*.pid; do
    [ -e "$file" ] || continue
    name=$(basename "$file" .pid)
    stop_process "$(cat "$file")" "FLEETWATCH_PROCESS=$(instance)/$name" TERM 25 &
  done
  wait
  rm -f "$RUN"/*.supervisor "$RUN"/*.pid
}
