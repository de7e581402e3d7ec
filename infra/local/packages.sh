# Installs Debian's packages where they are missing, and leaves nothing of them running. Sourced.
# shellcheck shell=bash

postgres_bin() { find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2> /dev/null | sort -V | tail -1; }
rabbitmq_sbin() { find /usr/lib/rabbitmq/lib -mindepth 2 -maxdepth 2 -name sbin 2> /dev/null | sort -V | tail -1; }

missing_packages() {
  [ -x "$(postgres_bin)/initdb" ] || echo postgresql
  [ -x "$(rabbitmq_sbin)/rabbitmq-server" ] || echo rabbitmq-server
}

ensure_packages() {
  local missing
  missing=$(missing_packages | tr '\n' ' ')
  [ -z "$missing" ] && return 0
  command -v apt-get > /dev/null || die "no Docker engine, no PostgreSQL or RabbitMQ, and no apt-get to install them with. Set FLEETWATCH_POSTGRES and FLEETWATCH_RABBITMQ to servers that you run."
  [ "$(id -u)" = 0 ] || die "these packages are missing: $missing
  Install them once as root:   apt-get install $missing
  or start a Docker engine, or set FLEETWATCH_POSTGRES and FLEETWATCH_RABBITMQ to servers that you run."
  say "installing $missing (apt); no system-wide server is started by it"
  # shellcheck disable=SC2086 # a list of words
  install_quietly $missing
}

has_letters() { [ -n "$(find /usr/share/fonts /usr/local/share/fonts -iname '*wqy*' -print -quit 2> /dev/null)" ]; }

# Letters of both languages: reports as PDF are set in them. Without them there is no PDF, and the page says why.
ensure_letters() {
  if ! has_letters; then ensure_or_say "reports as PDF" fonts-wqy-microhei; fi
}

# The browser that the Dashboard is tested in. Without it those tests fail and say what is missing.
ensure_browser() {
  local missing=()
  command -v chromium > /dev/null || missing+=(chromium)
  has_letters || missing+=(fonts-wqy-microhei)
  if [ ${#missing[@]} != 0 ]; then ensure_or_say "the browser tests" "${missing[@]}"; fi
}

# ensure_or_say PURPOSE PACKAGE...: installs what is not needed for everything else, or says how to.
ensure_or_say() {
  local purpose=$1 missing; shift; missing=("$@")
  if ! command -v apt-get > /dev/null || [ "$(id -u)" != 0 ]; then
    say "missing for $purpose: ${missing[*]}. Install them once as root:   apt-get install ${missing[*]}"
    return 0
  fi
  say "installing ${missing[*]} (apt)"
  install_quietly "${missing[@]}"
}

# A switch of somebody else's making, for one test: the npm library iso_8583 behind tests/Fuzz/client. Without npm, or where its registry
# does not answer, that test is skipped and says why.
ensure_client() {
  local source=$ROOT/tests/Fuzz/client folder=$STATE/client
  if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
    say "node and npm are missing: the test with another library's switch is skipped"
    return 0
  fi
  mkdir -p "$folder"
  if ! cmp -s "$source/package.json" "$folder/installed.json"; then
    cp "$source/package.json" "$folder/package.json"
    if ! (cd "$folder" && timeout 120 npm install --no-audit --no-fund --no-package-lock --ignore-scripts >> "$LOG/npm.log" 2>&1); then
      say "npm could not install the other library's switch (see $LOG/npm.log): its test is skipped"
      return 0
    fi
    cp "$source/package.json" "$folder/installed.json"
  fi
  cp "$source/client.js" "$source/iso_8583.csv" "$folder/"
  export FLEETWATCH_ISO8583_CLIENT=$folder
}

# A package's post-installation script starts its server and PostgreSQL's makes a cluster. FleetWatch wants the programs only, so a
# policy forbids the start, and a setting the cluster, for this one call.
install_quietly() (
  policy=/usr/sbin/policy-rc.d cluster=/etc/postgresql-common/createcluster.d/fleetwatch.conf
  trap 'rm -f "$cluster"; if [ -e "$policy.fleetwatch" ]; then mv -f "$policy.fleetwatch" "$policy"; elif grep -qs "FleetWatch" "$policy"; then rm -f "$policy"; fi' EXIT
  # Half an installation would be worse than a late stop.
  trap '' INT TERM HUP
  if [ -e "$policy" ] && ! grep -q "FleetWatch" "$policy"; then mv "$policy" "$policy.fleetwatch"; fi
  printf '#!/bin/sh\n# FleetWatch: no server starts while apt installs.\nexit 101\n' > "$policy"
  chmod 755 "$policy"
  mkdir -p "$(dirname "$cluster")"
  echo 'create_main_cluster = false' > "$cluster"
  export DEBIAN_FRONTEND=noninteractive
  # In a session of its own: apt sets up the terminal, and a job in the background that does so is stopped by the system, for ever.
  apt() { setsid --wait apt-get -o DPkg::Lock::Timeout=300 "$@" < /dev/null; }
  apt update -q >> "$LOG/apt.log" 2>&1 || say "apt-get update failed; trying with the lists that are there"
  apt install -q -y --no-install-recommends "$@" >> "$LOG/apt.log" 2>&1 \
    || die "apt-get install $* failed; see $LOG/apt.log"
  # Also not at the next boot: nobody asked for a server of the whole machine.
  if [ -d /run/systemd/system ]; then
    for unit in "$@"; do systemctl disable "$unit" >> "$LOG/apt.log" 2>&1 || true; done
  fi
)
