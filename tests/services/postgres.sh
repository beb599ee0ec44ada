# Sourced by tests/run: one PostgreSQL server for the run, with its data under $RUN_DIR.

# Runs a PostgreSQL program as an account that is not root, because the server refuses root.
as_postgres() {
    if ((EUID)); then "$@"; else runuser -u postgres -- "$@"; fi
}

start_postgres() {
    local programs data=$RUN_DIR/postgres/data password port attempt
    programs=$(postgres_programs)
    mkdir "$RUN_DIR/postgres" && chmod 700 "$RUN_DIR/postgres"
    ((EUID)) || chown postgres "$RUN_DIR/postgres"
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    cd "$RUN_DIR" || return
    as_postgres tee "$RUN_DIR/postgres/password" <<<"$password" >/dev/null
    as_postgres "$programs/initdb" --pgdata="$data" --username=dyspozytor --pwfile="$RUN_DIR/postgres/password" \
        --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$RUN_DIR/initdb.log" 2>&1 ||
        { cat "$RUN_DIR/initdb.log" >&2; cd "$OLDPWD"; return 1; }
    # Durable as in production, but for the wait for the disk: the data is thrown away. Benchmarks set POSTGRES_FSYNC=on.
    as_postgres tee -a "$data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$RUN_DIR/postgres'
max_connections = 300
fsync = ${POSTGRES_FSYNC:-off}
log_min_messages = warning
log_min_error_statement = panic
CONF
    # Another process may take the port between choosing and listening; then another port.
    for attempt in 1 2 3 4 5; do
        port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
        if as_postgres "$programs/pg_ctl" start --pgdata="$data" --options="-p $port" --wait --timeout=60 \
            --log="$RUN_DIR/postgres/log" >/dev/null 2>&1; then
            cd "$OLDPWD" || return
            export DYSPOZYTOR_TEST_POSTGRES="postgres://dyspozytor:$password@127.0.0.1:$port/postgres"
            echo "$("$programs/postgres" --version) on 127.0.0.1:$port"
            return 0
        fi
    done
    echo "PostgreSQL does not start ($attempt attempts); the end of its log:" >&2
    tail -n 20 "$RUN_DIR/postgres/log" >&2
    cd "$OLDPWD" || return
    return 1
}

stop_postgres() {
    [[ -f $RUN_DIR/postgres/data/postmaster.pid ]] || return 0
    (cd "$RUN_DIR" && as_postgres "$(postgres_programs)/pg_ctl" stop --pgdata="$RUN_DIR/postgres/data" \
        --mode=immediate --wait --timeout=30 >/dev/null 2>&1)
}
