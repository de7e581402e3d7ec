#!/usr/bin/env bash
# Everything at once: servers, build, services under supervision, mail sink, and the demo's story in front. Ctrl-C stops it all.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$ROOT/infra/local/services.sh"
. "$ROOT/infra/local/packages.sh"

# Known by its own mark, as the services are; so `make down` finds it from another terminal.
if [ -z "${FLEETWATCH_PROCESS:-}" ]; then FLEETWATCH_PROCESS="$(instance)/run" exec "${BASH_SOURCE[0]}" "$@"; fi

prepare_state
if alive "$(cat "$RUN/run" 2> /dev/null || true)" "FLEETWATCH_PROCESS=$(instance)/run"; then
  die "already running as process $(cat "$RUN/run"); \`make down\` stops it."
fi
echo $$ > "$RUN/run"
began=$SECONDS jobs_of_ours=()

cleanup() {
  trap '' INT TERM HUP
  say "stopping"
  for job in "${jobs_of_ours[@]}"; do kill -TERM -- "-$job" 2> /dev/null || true; wait "$job" 2> /dev/null || true; done
  "$ROOT/infra/local/down.sh" --from-run
  say "stopped; data and logs are in $STATE"
}
trap cleanup EXIT
trap 'exit 130' INT HUP
trap 'exit 143' TERM

# Bash runs a trap only between commands, so whatever takes long runs beside, as a group of its own (-m), and is waited for.
beside() { set -m; "$@" & jobs_of_ours+=($!); set +m; }
finished() { local code=0; wait "${jobs_of_ours[-1]}" || code=$?; unset 'jobs_of_ours[-1]'; return "$code"; }

# What a killed run left behind.
stop_services
# When this process is killed outright, nobody is left to clean up but this one.
FLEETWATCH_PROCESS="$(instance)/watch" setsid "$ROOT/infra/local/watch.sh" $$ > /dev/null 2>&1 < /dev/null &
echo $! > "$RUN/watch"

beside "$ROOT/infra/local/servers.sh" up --no-wait; finished
beside ensure_letters; finished || say "there are no reports as PDF: fonts-wqy-microhei could not be installed"
beside "$ROOT/infra/local/build.sh" services; finished
settings=$("$ROOT/infra/local/servers.sh" env)
eval "$settings"

ingest=$(port ingest 5080) analysis=$(port analysis 5081) alerting=$(port alerting 5082) standby=$(port standby 5084) dashboard=$(port dashboard 5083) mail=$(port mail 5025)
MAIL=$STATE/mail
mkdir -p "$MAIL"
start mail-sink dotnet "$ROOT/artifacts/bin/Simulator/release/fleetwatch.dll" mail-sink --port "$mail" --folder "$MAIL"
set -a
# shellcheck source=infra/local/demo.env
. "$ROOT/infra/local/demo.env"
Alerting__Email__Port=$mail Dashboard__Mail__Port=$mail Dashboard__Reports__Address=http://127.0.0.1:$dashboard
set +a
start_service ingest Ingest "$ingest"
start_service analysis Analysis "$analysis"
start_service standby Analysis "$standby"
start_service alerting Alerting "$alerting"
start_service dashboard Dashboard "$dashboard"
beside "$ROOT/infra/local/servers.sh" wait; finished
for each in "ingest $ingest" "analysis $analysis" "alerting $alerting" "dashboard $dashboard"; do
  # shellcheck disable=SC2086 # two words
  beside await_ready $each; finished
done

# The demo's organisation and keys, made once for a database.
keys=$STATE/keys.$(printf '%s' "$FLEETWATCH_POSTGRES" | sha256sum | cut -c1-10)
make_keys() {
  local ingest_key alerting_key
  dotnet "$ROOT/artifacts/bin/Ingest/release/FleetWatch.Ingest.dll" organisations create --id demo --name "Demo fleet" --time-zone Asia/Shanghai >> "$LOG/keys.log" 2>&1
  ingest_key=$(dotnet "$ROOT/artifacts/bin/Ingest/release/FleetWatch.Ingest.dll" keys create --organisation demo --source demo --plain 2>> "$LOG/keys.log")
  alerting_key=$(dotnet "$ROOT/artifacts/bin/Alerting/release/FleetWatch.Alerting.dll" keys create --organisation demo --source demo --plain 2>> "$LOG/keys.log")
  (umask 077; printf 'ingest_key=%q\nalerting_key=%q\n' "$ingest_key" "$alerting_key" > "$keys.new")
  mv "$keys.new" "$keys"
}
# Who signs in to the Dashboard; made once for a database, too.
account=$keys.dashboard
make_account() {
  local password
  password=$(dotnet "$ROOT/artifacts/bin/Dashboard/release/FleetWatch.Dashboard.dll" accounts create --name demo --role administrator --organisation demo --plain 2>> "$LOG/keys.log")
  (umask 077; printf 'dashboard_password=%q\n' "$password" > "$account.new")
  mv "$account.new" "$account"
}
if [ ! -s "$keys" ]; then
  beside make_keys; finished || die "the demo's organisation and keys could not be made; see $LOG/keys.log"
fi
. "$keys"
if [ ! -s "$account" ]; then
  beside make_account; finished || die "the demo's account could not be made; see $LOG/keys.log"
fi
. "$account"
# Who hears of what, until somebody says otherwise.
on_call=$keys.on-call
if [ ! -e "$on_call" ]; then
  beside dotnet "$ROOT/artifacts/bin/Simulator/release/fleetwatch.dll" alerting apply "$ROOT/infra/local/demo-on-call.yaml" \
    --alerting "http://127.0.0.1:$alerting" --key "$alerting_key" --yes >> "$LOG/keys.log"
  finished || die "who hears of what could not be set; see $LOG/keys.log"
  touch "$on_call"
fi

say "ready in $((SECONDS - began)) s. Ingest http://127.0.0.1:$ingest, Analysis http://127.0.0.1:$analysis (standby $standby), Alerting http://127.0.0.1:$alerting"
say "DASHBOARD http://127.0.0.1:$dashboard   name: demo   password: $dashboard_password"
say "logs $LOG, mail $MAIL, keys $keys, broker http://127.0.0.1:$(known_port rabbitmq-management) (user fleetwatch, password in $STATE/secret)"
beside dotnet "$ROOT/artifacts/bin/Simulator/release/fleetwatch.dll" demo --ingest "http://127.0.0.1:$ingest" --ingest-key "$ingest_key" \
  --alerting "http://127.0.0.1:$alerting" --alerting-key "$alerting_key" --mail-folder "$MAIL" "$@"
finished
