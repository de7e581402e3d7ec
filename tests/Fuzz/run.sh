#!/bin/sh
# Fuzzes the ISO 8583 codec, led by its branches: tests/Fuzz/run.sh [--minutes 60] [--seed 1] [--samples FOLDER]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work="$root/artifacts/fuzz"
dotnet build "$here" -c Release -nodeReuse:false --nologo -v q
rm -rf "$work/bin"
mkdir -p "$work"
cp -r "$root/artifacts/bin/Fuzz/release" "$work/bin"
[ -x "$work/tool/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$work/tool"
"$work/tool/sharpfuzz" "$work/bin/FleetWatch.Iso8583.dll"
exec dotnet "$work/bin/FleetWatch.Fuzz.dll" --found "$work/found" "$@"
