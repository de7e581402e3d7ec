#!/usr/bin/env bash
# Removes what runs and builds have written: data, logs, generated secrets, artifacts. The servers must have been stopped (make down).
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
folder=$(cat "$STATE/data-folder" 2> /dev/null || true)
case $folder in
  /var/tmp/fleetwatch-"$(instance)") rm -rf "$folder" ;;
esac
if [ "$(cat "$STATE/chosen" 2> /dev/null)" = docker ]; then
  FLEETWATCH_PASSWORD=- docker compose --project-directory "$ROOT" --project-name "fleetwatch-$(instance)" down --volumes > /dev/null 2>&1 || true
fi
rm -rf "$STATE" "$ROOT/artifacts"
