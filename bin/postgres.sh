# Sourced by bin/test: a PostgreSQL of its own for one run, on a free port, in a folder that goes away with it.
# Nothing on the disk is worth keeping, so nothing waits for the disk.

postgres_folder=
postgres_as=()

postgres_start() { # sets ANSINH_TEST_POSTGRES
  local bin port try
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
  [ -n "$bin" ] || bin=$(dirname "$(command -v initdb)")
  postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/ansinh-postgres.XXXXXX")
  if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
    chown postgres "$postgres_folder"
    postgres_as=(runuser -u postgres --)
  fi
  postgres_ctl="$bin/pg_ctl"
  (
    cd "$postgres_folder" # readable by the user postgres, as the checkout may not be
    "${postgres_as[@]}" "$bin/initdb" -D "$postgres_folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
      >"$postgres_folder/initdb.log" 2>&1
  ) || { cat "$postgres_folder/initdb.log" >&2; return 1; }
  # Between finding a port and taking it somebody else may; then another one is tried.
  for try in 1 2 3; do
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    if (cd "$postgres_folder" && "${postgres_as[@]}" "$postgres_ctl" -D "$postgres_folder/data" -l "$postgres_folder/data/log" -w start \
      -o "-p $port -h 127.0.0.1 -k '$postgres_folder' -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
          -c max_connections=300" >/dev/null); then
      export ANSINH_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
      return 0
    fi
  done
  cat "$postgres_folder/data/log" >&2
  return 1
}

postgres_stop() {
  [ -n "$postgres_folder" ] || return 0
  (cd / && "${postgres_as[@]}" "$postgres_ctl" -D "$postgres_folder/data" -m immediate -w stop >/dev/null 2>&1) || true
  rm -rf "$postgres_folder"
  postgres_folder=
}
