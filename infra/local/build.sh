#!/usr/bin/env bash
# build.sh [services]: builds everything, or only what runs, in Release, unless exactly these sources were built before. Leaves no
# build server behind.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
prepare_state
case ${1:-all} in
  services) solution=infra/local/services.slnf folders=(shared services infra/BannedSymbols.txt) programs="Ingest Analysis Alerting Dashboard Simulator" ;;
  all) solution=FleetWatch.sln folders=(shared services infra/BannedSymbols.txt tests) programs="Ingest Analysis Alerting Dashboard Simulator Unit Integration Quality EndToEnd Browser" ;;
  *) die "build.sh [services]" ;;
esac
stamp=$ROOT/artifacts/built-${1:-all}

fingerprint() {
  dotnet --version
  cd "$ROOT"
  sha256sum Directory.*.props global.json FleetWatch.sln .editorconfig
  find "${folders[@]}" \( -name artifacts -o -name .fleetwatch -o -name .git -o -name node_modules \) -prune -o -type f \
    \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name '*.sln' -o -name '*.resx' -o -name '*.json' -o -name '*.csv' \
    -o -name '*.cshtml' -o -name '*.razor' -o -name '*.css' -o -name '*.js' -o -name '*.html' -o -name .editorconfig -o -name '*.txt' \) -print0 \
    | LC_ALL=C sort -z | xargs -0 sha256sum
}

built() {
  for program in $programs; do
    [ -n "$(find "$ROOT/artifacts/bin/$program/release" -maxdepth 1 -name '*.deps.json' -print -quit 2> /dev/null)" ] || return 1
  done
}

command -v dotnet > /dev/null || die "the .NET SDK is missing: install .NET 10 (global.json names the version), then try again."
sum=$(fingerprint | sha256sum)
if built && [ "$sum" = "$(cat "$stamp" 2> /dev/null)" ]; then
  say "build: nothing changed since the last one"
  exit 0
fi

rm -f "$stamp"
say "build: Release (log in $LOG/build.log)"
# A compiler server of this build's own, so that it can be stopped without touching anybody else's.
server=fleetwatch-$(instance)-$$
stop_compiler() { for pid in $(pgrep -f "pipename:$server" || true); do kill "$pid" 2> /dev/null || true; done; }
trap stop_compiler EXIT
trap 'kill $! 2> /dev/null || true; exit 130' INT TERM
MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 \
  dotnet build "$ROOT/$solution" -c Release -nodeReuse:false -p:SharedCompilationId="$server" > "$LOG/build.log" 2>&1 &
wait $! || { grep -E 'error|warning' "$LOG/build.log" | sort -u | head -20 >&2; die "the build failed; all of it is in $LOG/build.log"; }
echo "$sum" > "$stamp"
