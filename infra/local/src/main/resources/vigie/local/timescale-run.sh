#!/usr/bin/env bash
# Becomes PostgreSQL with TimescaleDB, making its data folder first when that is new.
#   timescale-run.sh BIN_FOLDER DATA_FOLDER PORT
# POSTGRES_SECRET, VIGIE_SECRET and MEASURES_SECRET in the environment are the roles' passwords
# (hexadecimal digits), needed only when a role is made, and hidden from the server.
set -euo pipefail
bin=$1 data=$2 port=$3
postgres_secret=$POSTGRES_SECRET vigie_secret=$VIGIE_SECRET measures_secret=$MEASURES_SECRET
unset POSTGRES_SECRET VIGIE_SECRET MEASURES_SECRET
as=()
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses root
  if unshare --user --map-user=65534 --map-group=65534 true 2> /dev/null; then
    as=(unshare --user --map-user=65534 --map-group=65534) # nobody inside, root outside
  else
    install -d -m 700 -o nobody -g nogroup "$data"
    as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
  fi
fi
# One statement a paragraph, by a server that nobody can connect to.
alone() { "${as[@]}" "$bin/postgres" --single -j -D "$data" "$1" > /dev/null; }
measures="CREATE ROLE vigie_measures LOGIN PASSWORD '$measures_secret'"
if [ ! -e "$data/.made" ]; then
  find "$data" -mindepth 1 -delete 2> /dev/null || true # what an interrupted attempt left
  "${as[@]}" bash -c 'exec "$1/initdb" -D "$2" -U postgres -A scram-sha-256 --pwfile=<(cat) \
    -E UTF8 --locale=C.UTF-8 --no-sync' initdb "$bin" "$data" <<< "$postgres_secret" > /dev/null
  "${as[@]}" tee -a "$data/postgresql.conf" > /dev/null << END
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_preload_libraries = 'timescaledb'
timescaledb.telemetry_level = off
jit = off
max_connections = 100
max_worker_processes = 16
# Patients' values stay out of the log: no statements, no parameters, no details of an error.
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
END
  # A server that nobody can connect to gives the numbers of what initdb makes, and pg_dump passes
  # such over: no backup would have the extension's own tables.
  "${as[@]}" "$bin/pg_resetwal" -o 16384 -D "$data" > /dev/null
  # Before anybody can connect: the roles, the database, the extension in it.
  printf '%s;\n\n' "CREATE ROLE vigie LOGIN PASSWORD '$vigie_secret'" "$measures" \
    'CREATE DATABASE vigie OWNER vigie' | alone postgres
  printf '%s;\n\n' 'CREATE EXTENSION timescaledb' | alone vigie
  "${as[@]}" touch "$data/.measures" "$data/.made"
elif [ ! -e "$data/.measures" ]; then # a folder from before there was that role
  printf '%s;\n\n' "$measures" | alone postgres
  "${as[@]}" touch "$data/.measures"
fi
# Changing the user clears the wish to die with the parent: it is made again here.
exec "${as[@]}" setpriv --pdeathsig KILL "$bin/postgres" -D "$data" -p "$port"
