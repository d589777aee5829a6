# An assembled Karaf of our own, inside a lab: unpacked to a directory, in the fabric's network, so that its ports meet nobody
# else's and it can reach the hosts by their addresses. Sourced by scripts that have $lab (path of lab.sh).
#
#   container_unpack DIRECTORY   container_start   container_stop   guestnet COMMAND…

repository=$(readlink -f "$(dirname "$lab")/../../..")

container_unpack() {
    local archives=("$repository"/karaf-assembly/target/*.tar.gz)
    [ -e "${archives[0]}" ] || die_at_once "there is no karaf-assembly/target/*.tar.gz. Try: ./mvnw -Pquick -pl karaf-assembly -am package -DskipTests"
    container=$1
    mkdir -p "$container"
    tar -xzf "${archives[0]}" -C "$container" --strip-components=1
}

die_at_once() {
    echo "$*" >&2
    exit 1
}

in_fabric() { "$lab" exec fab "$@"; }

container_start() {
    # In a session of its own: what is typed at the caller's terminal, and its end, are not the container's.
    setsid --wait "$lab" exec fab "$container/bin/start" </dev/null >>"$container/start.out" 2>&1
    local deadline=$((SECONDS + 60))
    until guestnet host:list >"$container/first.out" 2>&1; do
        [ $SECONDS -lt $deadline ] || die_at_once "the container did not get ready: $(cat "$container/first.out")"
        sleep 0.2
    done
}

# Ends when the process has ended: only then "the container is stopped" is true.
container_stop() {
    [ -n "${container:-}" ] || return 0
    local pid
    pid=$(pgrep -f "karaf.home=$container " || true)
    [ -n "$pid" ] || return 0
    in_fabric "$container/bin/stop" >/dev/null 2>&1 || true
    local deadline=$((SECONDS + 20))
    while kill -0 "$pid" 2>/dev/null; do
        if [ $SECONDS -ge $deadline ]; then kill -KILL "$pid"; fi
        sleep 0.1
    done
}

guestnet() { in_fabric "$container/bin/guestnet" "$@"; }
