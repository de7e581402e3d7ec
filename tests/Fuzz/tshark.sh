#!/bin/sh
# What Wireshark's dissector says of the messages that client.sh had the npm library write, and whether our reader agrees.
# Needs tshark (Debian: tshark), node and npm. Usage: tests/Fuzz/tshark.sh [COUNT]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/client.sh" "${1:-2000}"
work="$here/../../artifacts/fuzz/client"
# A packet a message: text2pcap wants "offset byte byte …", and the dissector two bytes of length first.
awk '{ printf "000000 %02x %02x", int(length($0) / 512), int(length($0) / 2) % 256
       for (at = 1; at <= length($0); at += 2) printf " %s", substr($0, at, 2); print "" }' "$work/messages.hex" > "$work/dump.txt"
text2pcap -q -T 40000,5000 "$work/dump.txt" "$work/messages.pcap"
fields=$(awk 'BEGIN { for (bit = 2; bit <= 128; bit++) printf "-e iso8583.bit%d ", bit }')
# shellcheck disable=SC2086
tshark -r "$work/messages.pcap" -d tcp.port==5000,iso8583 -o iso8583.len_endian:"Big endian" \
  -o iso8583.charset:"Digits represented as ASCII Characters" -o iso8583.binencode:"Bin data not encoded" \
  -T fields -E separator=/t -e iso8583.mti $fields 2> /dev/null |
  awk -F'\t' '{ printf "{\"0\":\"%s\"", $1; for (at = 2; at <= NF; at++) if ($at != "") printf ",\"%d\":\"%s\"", at, $at; print "}" }' > "$work/wireshark.ndjson"
dotnet "$here/../../artifacts/bin/Fuzz/release/FleetWatch.Fuzz.dll" compare "$work/wireshark.ndjson" "$work/messages.hex" --table "$here/client/iso_8583.csv"
