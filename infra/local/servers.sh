#!/usr/bin/env bash
# PostgreSQL and RabbitMQ for a local run.   servers.sh up [--no-wait] | wait | down | env | which
# Three ways, in this order: the servers that FLEETWATCH_POSTGRES and FLEETWATCH_RABBITMQ name; Docker compose; Debian's packages.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$ROOT/infra/local/packages.sh"
. "$ROOT/infra/local/postgres.sh"
. "$ROOT/infra/local/rabbitmq.sh"

# One at a time: a start and a stop of the same servers never overlap. What is started to stay does not inherit the lock (9>&-).
case ${1:-} in up | wait | down) prepare_state; exec 9> "$STATE/lock"; flock 9 ;; esac

COMPOSE=(docker compose --project-directory "$ROOT" --project-name "fleetwatch-$(instance)")

choice() {
  if [ -n "${FLEETWATCH_SERVERS:-}" ]; then echo "$FLEETWATCH_SERVERS"
  elif [ -n "${FLEETWATCH_POSTGRES:-}${FLEETWATCH_RABBITMQ:-}" ]; then echo given
  elif docker info > /dev/null 2>&1 && docker compose version > /dev/null 2>&1; then echo docker
  else echo packages
  fi
}

running() {
  case $1 in
    given) true ;;
    docker) [ "$("${COMPOSE[@]}" ps --status running --services 2> /dev/null | grep -cxE 'postgres|rabbitmq')" = 2 ] ;;
    packages) postgres_running && rabbitmq_running ;;
  esac
}

up() {
  local chosen
  chosen=$(choice)
  prepare_state
  echo "$chosen" > "$STATE/chosen"
  case $chosen in
    given)
      [ -n "${FLEETWATCH_POSTGRES:-}" ] && [ -n "${FLEETWATCH_RABBITMQ:-}" ] \
        || die "only one of FLEETWATCH_POSTGRES and FLEETWATCH_RABBITMQ is set: set both, or neither."
      say "servers: those that FLEETWATCH_POSTGRES and FLEETWATCH_RABBITMQ name (unset both to have private ones started)" ;;
    docker)
      say "servers: Docker compose (FLEETWATCH_SERVERS=packages takes Debian's packages instead)"
      compose_up ;;
    packages)
      say "servers: private instances from Debian's packages, data and logs in $STATE"
      ensure_packages
      start_rabbitmq
      start_postgres ;;
    *) die "FLEETWATCH_SERVERS=$chosen: it is given, docker or packages." ;;
  esac
}

compose_up() {
  export FLEETWATCH_PASSWORD POSTGRES_PORT RABBITMQ_PORT RABBITMQ_MANAGEMENT_PORT
  FLEETWATCH_PASSWORD=$(secret)
  if running docker; then
    POSTGRES_PORT=$(known_port postgres) RABBITMQ_PORT=$(known_port rabbitmq) RABBITMQ_MANAGEMENT_PORT=$(known_port rabbitmq-management)
  else
    POSTGRES_PORT=$(port postgres 21432) RABBITMQ_PORT=$(port rabbitmq 21672) RABBITMQ_MANAGEMENT_PORT=$(port rabbitmq-management 21673)
  fi
  "${COMPOSE[@]}" up --detach --wait postgres rabbitmq >> "$LOG/compose.log" 2>&1 \
    || die "docker compose could not start PostgreSQL and RabbitMQ; see $LOG/compose.log, or set FLEETWATCH_SERVERS=packages."
}

wait_ready() {
  [ "$(cat "$STATE/chosen")" != packages ] || await_rabbitmq
}

down() {
  case $(cat "$STATE/chosen" 2> /dev/null || echo none) in
    docker) FLEETWATCH_PASSWORD=$(secret) "${COMPOSE[@]}" down >> "$LOG/compose.log" 2>&1 ;;
    packages) stop_rabbitmq & stop_postgres; wait ;;
  esac
}

# The settings as `export` lines, for the services and the tests.
print_env() {
  if [ "$(cat "$STATE/chosen")" = given ]; then
    printf 'export FLEETWATCH_POSTGRES=%q FLEETWATCH_RABBITMQ=%q\n' "$FLEETWATCH_POSTGRES" "$FLEETWATCH_RABBITMQ"
    return
  fi
  printf 'export FLEETWATCH_POSTGRES=%q\n' "Host=127.0.0.1;Port=$(known_port postgres);Database=fleetwatch;Username=fleetwatch;Password=$(secret)"
  printf 'export FLEETWATCH_RABBITMQ=%q\n' "amqp://fleetwatch:$(secret)@127.0.0.1:$(known_port rabbitmq)/fleetwatch"
  printf 'export FLEETWATCH_RABBITMQ_MANAGEMENT=%q\n' "http://fleetwatch:$(secret)@127.0.0.1:$(known_port rabbitmq-management)"
}

case ${1:-} in
  up) up; [ "${2:-}" = --no-wait ] || wait_ready ;;
  wait) wait_ready ;;
  down) down ;;
  env) print_env ;;
  running) running "$(choice)" ;;
  *) die "servers.sh up [--no-wait] | wait | down | env | running" ;;
esac
