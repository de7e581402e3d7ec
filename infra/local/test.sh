#!/usr/bin/env bash
# Every test project against real servers. The last line says how many passed and failed; the exit code is 0 only if none failed.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
SERVERS=$ROOT/infra/local/servers.sh
RESULTS=$STATE/test-results
passed=0 failed=0 skipped=0 child=''

finish() {
  trap '' INT TERM
  [ -z "$child" ] || kill "$child" 2> /dev/null || true
  # Whatever a test that was killed has left running.
  for home in "$FLEETWATCH_TEST_HOME"/*/; do
    if [ -d "$home" ]; then FLEETWATCH_HOME=${home%/} "$ROOT/infra/local/down.sh"; fi
  done
  rm -rf "$FLEETWATCH_TEST_HOME"
  if [ -n "${ours:-}" ]; then "$SERVERS" down; fi
}

count() {
  local name=$1 trx=$2 total ok bad
  if [ ! -s "$trx" ]; then
    say "$name ended without results; see $LOG/test-$name.log"
    failed=$((failed + 1))
    return
  fi
  read -r total ok bad < <(sed -n 's/.*<Counters total="\([0-9]*\)" executed="[0-9]*" passed="\([0-9]*\)" failed="\([0-9]*\)".*/\1 \2 \3/p' "$trx")
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + total - ok - bad))
}

run_project() {
  local name=$1 code=0
  say "tests: $name"
  dotnet test "$ROOT/artifacts/bin/$name/release/FleetWatch.$name.dll" --results-directory "$RESULTS" --logger "trx;LogFileName=$name.trx" \
    --logger "console;verbosity=normal" --blame-hang-timeout 10m > "$LOG/test-$name.log" 2>&1 &
  child=$!
  wait "$child" || code=$?
  child=''
  grep -E '^ *(Failed|Skipped) |\[FAIL\]|\[SKIP\]' "$LOG/test-$name.log" | sort -u >&2 || true
  local before=$failed
  count "$name" "$RESULTS/$name.trx"
  if [ "$failed" -gt "$before" ]; then grep -A 12 -E '^  Failed ' "$LOG/test-$name.log" | head -80 >&2 || true
  elif [ "$code" != 0 ]; then say "$name ended with $code; see $LOG/test-$name.log"; failed=$((failed + 1)); fi
}

prepare_state
rm -rf "$RESULTS"
FLEETWATCH_TEST_HOME=$(mktemp -d /tmp/fleetwatch-test-XXXXXX)
# The accounts of PostgreSQL and RabbitMQ walk through it.
chmod 755 "$FLEETWATCH_TEST_HOME"
export FLEETWATCH_TEST_HOME
. "$ROOT/infra/local/packages.sh"
ensure_browser
ensure_client
"$SERVERS" running || ours=1
trap finish EXIT
trap 'exit 130' INT TERM
"$SERVERS" up --no-wait &
child=$!
"$ROOT/infra/local/build.sh"
wait "$child"
child=''
"$SERVERS" wait
eval "$("$SERVERS" env)"

for project in ${FLEETWATCH_TESTS:-Unit Quality Integration EndToEnd Browser}; do run_project "$project"; done
finish
trap - EXIT
summary="$passed passed, $failed failed"
[ "$skipped" = 0 ] || summary="$summary, $skipped skipped"
echo "$summary"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
