#!/bin/sh
# Whether our reader agrees with messages that the npm library iso_8583 builds from made-up drafts.
# Needs node and npm. Usage: tests/Fuzz/client.sh [COUNT]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work="$here/../../artifacts/fuzz/client"
mkdir -p "$work"
cp "$here/client/package.json" "$here/client/client.js" "$work"
[ -d "$work/node_modules" ] || (cd "$work" && npm install --no-audit --no-fund)
dotnet build "$here" -c Release -nodeReuse:false --nologo -v q
fuzz="dotnet $here/../../artifacts/bin/Fuzz/release/FleetWatch.Fuzz.dll"
$fuzz drafts --count "${1:-2000}" --table "$here/client/iso_8583.csv" > "$work/drafts.ndjson"
(cd "$work" && rm -f accepted.ndjson && node client.js accepted.ndjson < drafts.ndjson > messages.hex)
$fuzz compare "$work/accepted.ndjson" "$work/messages.hex" --table "$here/client/iso_8583.csv"
