# Shared by the scripts of this folder: where things are, which ports they have, and who is alive. Sourced, never run.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# Everything that a local run writes. Tests that kill servers point it at a folder of their own.
STATE=${FLEETWATCH_HOME:-$ROOT/.fleetwatch}
LOG=$STATE/log
RUN=$STATE/run

say() { printf '%s\n' "fleetwatch: $*" >&2; }
die() { say "$*"; exit 1; }

prepare_state() {
  mkdir -p "$STATE" "$LOG" "$RUN"
  [ -s "$STATE/secret" ] || (umask 077; head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$STATE/secret.new"; mv "$STATE/secret.new" "$STATE/secret")
}

secret() { cat "$STATE/secret"; }

# A short name of this state folder, so that two checkouts never share a folder, a node name or a Docker project.
instance() { printf '%s' "$STATE" | sha256sum | cut -c1-10; }

# The servers refuse root, so root runs each as the account of its package; anybody else runs them as himself.
as() {
  local account=$1; shift
  if [ "$(id -u)" = 0 ]; then runuser -u "$account" -- "$@"; else "$@"; fi
}

# The same for a process that stays, without a shell of ours waiting beside it: the last command of a background subshell.
become() {
  local account=$1; shift
  if [ "$(id -u)" = 0 ]; then exec runuser -u "$account" -- "$@"; else exec "$@"; fi
}

owned_folder() {
  local account=$1 folder=$2
  if [ "$(id -u)" = 0 ]; then install -d -o "$account" -g "$account" -m 750 "$folder"; else mkdir -p -m 750 "$folder"; fi
}

# The data folder of a server: below the state folder, or in /var/tmp where the server's account cannot walk to there.
data_folder() {
  local account=$1 remembered="$STATE/data-folder" folder
  if [ ! -s "$remembered" ]; then
    folder=$STATE/data
    if ! as "$account" test -x "$STATE"; then
      folder=/var/tmp/fleetwatch-$(instance)
      say "$account may not walk to $STATE; the servers keep their data in $folder"
    fi
    echo "$folder" > "$remembered"
  fi
  folder=$(cat "$remembered")
  mkdir -p "$folder"
  echo "$folder"
}

listening() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

# port NAME PREFERRED: the port chosen once for NAME and remembered; the next free one where it is taken. Prefer one below 32768: from
# there on a client's own end of a connection may sit on it, which stops a server that is started again.
port() {
  local file="$STATE/ports/$1" port=$(($2 + ${FLEETWATCH_PORT_OFFSET:-0}))
  mkdir -p "$STATE/ports"
  if [ -s "$file" ]; then port=$(cat "$file"); fi
  while listening "$port"; do port=$((port + 10)); done
  echo "$port" > "$file"
  echo "$port"
}

known_port() { cat "$STATE/ports/$1" 2> /dev/null || true; }

# alive PID WORD: the process runs and is ours, which WORD in its command line or environment shows. A pid alone proves nothing after
# a crash or a reboot: it may be somebody else's by now.
alive() {
  [ -n "${1:-}" ] && { cat "/proc/$1/cmdline" "/proc/$1/environ" 2> /dev/null || true; } | tr '\0' ' ' | grep -F -- "$2" > /dev/null
}

# using FOLDER: some process works in it.
using() { [ -n "$(find /proc -maxdepth 2 -path '/proc/[0-9]*/cwd' -lname "$1" -print -quit 2> /dev/null)" ]; }

# await SECONDS WHAT COMMAND...: polls until the command succeeds.
await() {
  local seconds=$1 what=$2 deadline; shift 2
  deadline=$((SECONDS + seconds))
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || { say "$what: not within $seconds s"; return 1; }
    sleep 0.1
  done
}

not() { ! "$@"; }

gone() { ! alive "$1" "$2"; }

# stop_process PID WORD SIGNAL SECONDS: asks politely, then insists.
stop_process() {
  alive "$1" "$2" || return 0
  kill "-$3" "$1" 2> /dev/null || true
  await "$4" "stopping $2 (process $1)" gone "$1" "$2" || { kill -KILL "$1" 2> /dev/null || true; await 10 "killing $1" gone "$1" "$2"; }
}
