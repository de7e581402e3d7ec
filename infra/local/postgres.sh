# A private PostgreSQL: own folder, own port on loopback, own password. Sourced.
# shellcheck shell=bash

postgres_pid() { head -1 "$1/postmaster.pid" 2> /dev/null || true; }

postgres_running() {
  local data
  [ -s "$STATE/data-folder" ] && data=$(cat "$STATE/data-folder")/postgres && alive "$(postgres_pid "$data")" "$data"
}

# Initialised aside and moved into place when it is whole, so that a start that died half-way is simply done again.
init_postgres() {
  local bin=$1 folder=$2 data=$2/postgres
  [ -s "$data/PG_VERSION" ] && return 0
  rm -rf "$data.new"
  owned_folder postgres "$data.new"
  (umask 077; secret > "$folder/postgres.password"; [ "$(id -u)" != 0 ] || chown postgres: "$folder/postgres.password")
  as postgres "$bin/initdb" -D "$data.new" -U fleetwatch -A scram-sha-256 --pwfile="$folder/postgres.password" \
    -E UTF8 --locale=C.UTF-8 --lc-collate=C --no-instructions > "$LOG/initdb.log" 2>&1 || die "initdb failed; see $LOG/initdb.log"
  rm -f "$folder/postgres.password"
  cat >> "$data.new/postgresql.conf" <<C
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = '$(shared_buffers)MB'
max_wal_size = '8GB'
checkpoint_timeout = '15min'
wal_compression = lz4
default_toast_compression = lz4
max_connections = 300
jit = off
C
  mv "$data.new" "$data"
}

# An eighth of the memory, 128 MB to 2 GB.
shared_buffers() {
  awk '/MemTotal/ { mb = int($2 / 8192); print (mb < 128 ? 128 : mb > 2048 ? 2048 : mb) }' /proc/meminfo
}

start_postgres() {
  local bin folder data port
  postgres_running && return 0
  bin=$(postgres_bin)
  folder=$(data_folder postgres)
  data=$folder/postgres
  init_postgres "$bin" "$folder"
  await 30 "end of the processes of a killed PostgreSQL in $data" not using "$data"
  # Nobody works there, so a lock file is left over. PostgreSQL would refuse to start where its number is another process's by now.
  rm -f "$data/postmaster.pid"
  port=$(port postgres 21432)
  owned_folder postgres "$folder/postgres-log"
  as postgres "$bin/pg_ctl" -D "$data" -o "-p $port" -l "$folder/postgres-log/postgres.log" -t 60 -w start > "$LOG/pg_ctl.log" 2>&1 9>&- \
    || die "PostgreSQL did not start; see $folder/postgres-log/postgres.log. \`make clean\` begins with an empty one."
  PGPASSWORD=$(secret) "$bin/psql" -qAt -h 127.0.0.1 -p "$port" -U fleetwatch -d postgres \
    -c "select 'create database fleetwatch' where not exists (select from pg_database where datname = 'fleetwatch')" \
    | PGPASSWORD=$(secret) "$bin/psql" -q -h 127.0.0.1 -p "$port" -U fleetwatch -d postgres
}

stop_postgres() {
  local data
  [ -s "$STATE/data-folder" ] || return 0
  data=$(cat "$STATE/data-folder")/postgres
  stop_process "$(postgres_pid "$data")" "$data" INT 30
}
