# A private RabbitMQ: own folder, own node name and ports on loopback, own user and virtual host, own epmd. Sourced.
# shellcheck shell=bash

rabbitmq_folder() { [ -s "$STATE/data-folder" ] && echo "$(cat "$STATE/data-folder")/rabbitmq"; }
rabbitmq_pid() { cat "$1/rabbit.pid" 2> /dev/null || true; }
rabbitmq_running() { local folder; folder=$(rabbitmq_folder) && alive "$(rabbitmq_pid "$folder")" "$folder"; }

# Debian's wrapper would run the machine's own node; the script in the version's folder runs ours, told by its environment alone.
write_rabbitmq_config() {
  local folder=$1 amqp=$2 management=$3 prometheus=$4 dist=$5 epmd=$6 sbin=$7
  (umask 077; cat > "$folder/rabbitmq.conf" <<C
listeners.tcp.default = 127.0.0.1:$amqp
management.tcp.ip = 127.0.0.1
management.tcp.port = $management
prometheus.tcp.ip = 127.0.0.1
prometheus.tcp.port = $prometheus
default_vhost = fleetwatch
default_user = fleetwatch
default_pass = $(secret)
vm_memory_high_watermark.relative = 0.4
disk_free_limit.absolute = 512MB
C
  )
  echo '[rabbitmq_management,rabbitmq_prometheus].' > "$folder/enabled_plugins"
  : > "$folder/none.env"
  cat > "$folder/start.sh" <<C
#!/bin/sh
echo \$\$ > '$folder/rabbit.pid'
export HOME='$folder/home' RABBITMQ_CONF_ENV_FILE='$folder/none.env' RABBITMQ_NODENAME=fleetwatch-$(instance)@localhost
export RABBITMQ_MNESIA_BASE='$folder/mnesia' RABBITMQ_LOG_BASE='$folder/log' RABBITMQ_CONFIG_FILE='$folder/rabbitmq.conf'
export RABBITMQ_ENABLED_PLUGINS_FILE='$folder/enabled_plugins' RABBITMQ_PID_FILE='$folder/rabbit.pid' RABBITMQ_DIST_PORT=$dist
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
export ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT=$epmd LANG=C.UTF-8
cd '$folder'
exec '$sbin/rabbitmq-server'
C
  chmod 755 "$folder/start.sh"
}

start_rabbitmq() {
  local folder sbin epmd
  rabbitmq_running && return 0
  sbin=$(rabbitmq_sbin)
  folder=$(data_folder rabbitmq)/rabbitmq
  # A first boot that died half-way leaves a database without its user; begin again.
  [ -e "$folder/booted" ] || rm -rf "$folder"
  for each in "$folder" "$folder/home" "$folder/mnesia" "$folder/log"; do owned_folder rabbitmq "$each"; done
  rm -f "$folder/rabbit.pid"
  stop_epmd
  epmd=$(port epmd 21369)
  write_rabbitmq_config "$folder" "$(port rabbitmq 21672)" "$(port rabbitmq-management 21673)" "$(port rabbitmq-prometheus 21674)" \
    "$(port rabbitmq-dist 21679)" "$epmd" "$sbin"
  [ "$(id -u)" != 0 ] || chown rabbitmq: "$folder"/{rabbitmq.conf,enabled_plugins,none.env,start.sh}
  # Started here, or Erlang would start one as a daemon that nobody knows the process id of.
  (become rabbitmq setsid epmd -port "$epmd" -address 127.0.0.1) > "$LOG/epmd.log" 2>&1 < /dev/null 9>&- &
  await 10 "epmd on port $epmd" listening "$epmd"
  (become rabbitmq setsid "$folder/start.sh") > "$LOG/rabbitmq-boot.log" 2>&1 < /dev/null 9>&- &
}

await_rabbitmq() {
  local folder
  folder=$(rabbitmq_folder)
  await 90 "RabbitMQ on port $(known_port rabbitmq)" rabbitmq_answers || { tail -5 "$LOG/rabbitmq-boot.log" >&2; die "RabbitMQ did not start; see $LOG/rabbitmq-boot.log and $folder/log. \`make clean\` begins with an empty one."; }
  touch "$folder/booted"
}

rabbitmq_answers() { listening "$(known_port rabbitmq)" && listening "$(known_port rabbitmq-management)"; }

stop_rabbitmq() {
  local folder
  folder=$(rabbitmq_folder) || return 0
  stop_process "$(rabbitmq_pid "$folder")" "$folder" TERM 40
  stop_epmd
}

stop_epmd() {
  local epmd pid folder
  epmd=$(known_port epmd)
  [ -n "$epmd" ] || return 0
  for pid in $(pgrep -f "^epmd -port $epmd " || true); do stop_process "$pid" "epmd -port $epmd" TERM 5; done
  # One that a node of ours has started by itself, because ours was gone.
  folder=$(rabbitmq_folder) || return 0
  for pid in $(pgrep -x epmd || true); do
    if alive "$pid" "$folder/home"; then stop_process "$pid" "$folder/home" TERM 5; fi
  done
}
