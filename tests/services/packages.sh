# Sourced by tests/run: what the steps need from the system, installed when missing and we are root.

# PostgreSQL's programs of the newest installed version; on Debian they are not on the PATH.
postgres_programs() {
    local folder
    folder=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)
    if [[ -x $folder/initdb ]]; then echo "$folder"; else dirname "$(command -v initdb)" 2>/dev/null; fi
}

has() { command -v "$1" >/dev/null 2>&1; }

# The Debian packages that are missing for the chosen steps, one a line.
missing_packages() {
    has cc || echo build-essential
    needs_servers || return 0
    [[ -n $(postgres_programs) ]] || echo postgresql
    [[ -x /usr/sbin/exim4 ]] || has exim4 || echo exim4-daemon-light
    has chromium || echo chromium
    has chromedriver || echo chromium-driver
    has npm || echo npm
    [[ -n $(find /usr/share/fonts -name 'DejaVuSans.ttf' -print -quit 2>/dev/null) ]] || echo fonts-dejavu-core
}

# Installs packages without letting them start servers: the tests start their own.
install_packages() {
    local status policy=/usr/sbin/policy-rc.d own_policy=
    export DEBIAN_FRONTEND=noninteractive
    if [[ ! -e $policy ]]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" && own_policy=1
    fi
    { apt-get update && apt-get install --yes --no-install-recommends "$@"; } >"$RUN_DIR/apt" 2>&1
    status=$?
    ((status)) && tail -n 30 "$RUN_DIR/apt" >&2
    [[ -n $own_policy ]] && rm -f "$policy"
    return "$status"
}

provide_packages() {
    local missing
    mapfile -t missing < <(missing_packages)
    if ((${#missing[@]})); then
        if ((EUID)) || ! has apt-get; then
            echo "These Debian packages are missing: ${missing[*]}" >&2
            echo "Install them:  sudo apt-get install --no-install-recommends ${missing[*]}" >&2
            echo "(as root, on Debian, this script does it by itself)" >&2
            return 2
        fi
        echo "installing ${missing[*]}"
        install_packages "${missing[@]}" || return 2
        mapfile -t missing < <(missing_packages)
        if ((${#missing[@]})); then
            echo "Installed, yet still missing: ${missing[*]}" >&2
            return 2
        fi
    fi
    if needs_servers; then provide_axe || return; fi
    provide_rust
}

# axe-core, which the browser tests put into every page they look at. It is data to them: nothing of it is installed.
readonly AXE_VERSION=4.14.1
readonly AXE_SHA256=29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c
provide_axe() {
    local folder=${CARGO_TARGET_DIR:-target}/axe-core
    axe_is_there() { echo "$AXE_SHA256  $folder/package/axe.min.js" | sha256sum --check --status 2>/dev/null; }
    axe_is_there && return
    echo "bringing axe-core $AXE_VERSION"
    mkdir -p "$folder" &&
        npm pack --silent --ignore-scripts --pack-destination "$folder" "axe-core@$AXE_VERSION" >"$RUN_DIR/axe" 2>&1 &&
        tar -xzf "$folder/axe-core-$AXE_VERSION.tgz" -C "$folder" package/axe.min.js package/LICENSE &&
        axe_is_there && return
    cat "$RUN_DIR/axe" >&2
    echo "axe-core $AXE_VERSION cannot be brought, so no page can be checked for accessibility" >&2
    return 2
}

# The Rust tools for the chosen steps.
provide_rust() {
    ((${#STEPS[@]})) || return 0
    if ! has cargo; then
        echo "cargo is missing: install Rust $(sed -n 's/^rust-version *= *"\(.*\)"/\1/p' Cargo.toml) or newer (rustup.rs)" >&2
        return 2
    fi
    local component
    for component in fmt clippy; do
        [[ " ${STEPS[*]-} " == *" $component "* ]] || continue
        cargo "$component" --version >/dev/null 2>&1 || rustup component add "${component/fmt/rustfmt}" || {
            echo "cargo $component is missing: rustup component add ${component/fmt/rustfmt}" >&2
            return 2
        }
    done
    if [[ " ${STEPS[*]-} " == *" deny "* ]] && ! cargo deny --version >/dev/null 2>&1; then
        echo "installing cargo-deny (once, some minutes)"
        # Without optimisation: it checks some hundred crates, and compiles in a third of the time.
        cargo install cargo-deny --locked --profile dev --config profile.dev.debug=false || return 2
    fi
}
