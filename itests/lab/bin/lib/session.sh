# A lab with a container in it that goes down with the script, whatever happens. Sourced by demo.sh and shell.sh.
#
#   session NAME HOSTS    makes and enters $work, starts the hosts, unpacks the container ("container_start" starts it)

lab=$(dirname "$(readlink -f "$0")")/lab.sh
image=${GUESTNET_LAB_IMAGE:-$HOME/.cache/guestnet-lab}
export LAB_PREFIX=${LAB_PREFIX:-kvm} LAB_NET=${LAB_NET:-10.97.0}

. "$(dirname "$lab")/lib/story.sh"
. "$(dirname "$lab")/lib/container.sh"
. "$(dirname "$lab")/lib/ping.sh"
. "$(dirname "$lab")/lib/guests.sh"

session() {
    work=/tmp/guestnet-$1-$LAB_PREFIX # always the same, so that one finds what a killed one left; and short: sockets want that
    export LAB_DIR=$work/lab
    remove_leftovers
    mkdir -m 700 "$work"
    echo $$ >"$work/pid"
    trap take_down EXIT
    trap 'exit 130' INT TERM HUP
    "$(dirname "$lab")/packages.sh"
    "$(dirname "$lab")/guest-image.sh" "$image"
    "$lab" up "$2"
    container_unpack "$work/karaf"
    cd "$work"
}

# Not a lock on a file: hosts and guests would inherit it, and keep it when the script is killed.
remove_leftovers() {
    local other
    other=$(cat "$work/pid" 2>/dev/null || true)
    ! grep -qs "$(basename "$0")" "/proc/${other:-none}/cmdline" ||
        die_at_once "it is running already. Try: LAB_PREFIX=other LAB_NET=10.98.0 $0"
    [ ! -O "$LAB_DIR" ] || "$lab" down
    [ ! -O "$work" ] || rm -rf "$work"
}

take_down() {
    local status=$?
    trap - EXIT
    title "Taking everything down"
    cd /
    container_stop || status=1
    "$lab" down || status=1
    rm -rf "$work"
    exit $status
}
