#!/usr/bin/env bash
# lab.sh: several real virtualization hosts on one machine, and no trace of them afterwards.
#
#   lab.sh up N                  start hosts A, B, C, … on one fabric
#   lab.sh down                  take everything down, whatever state it is in
#   lab.sh exec H COMMAND…       run a command on host H, or in the fabric's network with H = fab
#   lab.sh virsh H ARGUMENT…     virsh against host H, from outside, over its unix socket
#   lab.sh uri|socket|ip H       libvirt URI, socket path, management address of host H
#   lab.sh nics H                names of the devices of host H that guests may use
#   lab.sh libvirtd H start|stop|kill|restart
#   lab.sh charon H start|stop|kill   the IPsec daemon of host H, which is not there at first
#   lab.sh freeze H [all]        host H hangs: SIGSTOP to its libvirtd, or to all that runs there
#   lab.sh thaw H
#   lab.sh power H off|on        pull the plug of host H (its disk stays); boot it again
#   lab.sh status
#   lab.sh names                 the hosts, as A, B, C
#   lab.sh shell [N]             a lab of its own with a container and a prompt; it goes down with the prompt
#
# A host is a set of Linux namespaces (network, mount, PID, UTS, IPC, cgroup) with its own libvirtd, sshd, /etc, /dev,
# /run and network cards. The cards of different hosts have different names, as in real fleets. They are veth pairs whose other
# ends are ports of a bridge, the fabric, in a network namespace of its own.
#
# Environment (two labs side by side differ in the first three):
#   LAB_PREFIX   lab          host names are this and a letter; at most 10 characters
#   LAB_DIR      /tmp/…       state, "disks", keys: $LAB_DIR/ssh, $LAB_DIR/pki, $LAB_DIR/labA/run/libvirt/libvirt-sock
#   LAB_NET      10.97.0      hosts have $LAB_NET.1, .2, …; the fabric has .254
#   LAB_NICS     4            cards for guests per host, besides eth0
#   LAB_MANAGER  (empty)      1: this machine joins the fabric as .253, so that ssh:// and tls:// addresses work from it
set -euo pipefail
export LC_ALL=C

here=$(dirname "$(readlink -f "$0")")
prefix=${LAB_PREFIX:-lab}
dir=${LAB_DIR:-${TMPDIR:-/tmp}/guestnet-$prefix}
net=${LAB_NET:-10.97.0}
nics=${LAB_NICS:-4}
fabric=${prefix}fab
letters=ABCDEFGHIJKLMNOPQRSTUVWXYZ

. "$here/lib/names.sh"
. "$here/lib/keys.sh"
. "$here/lib/fabric.sh"
. "$here/lib/host.sh"
. "$here/lib/charon.sh"

up() {
    local count=$1 index host socket
    [[ $count =~ ^[0-9]+$ && $count -ge 1 && $count -le 26 ]] || die "up N: N is 1 to 26, not '$count'"
    [ "$(id -u)" = 0 ] || die "namespaces of other hosts need root. Try: sudo"
    [ ! -e "$dir/hosts" ] || die "already up: $(hosts | tr '\n' ' '). Try: lab.sh down"
    [ ! -e "/run/netns/$fabric" ] || die "another lab is called $prefix. Try: another LAB_PREFIX"
    socket=$(host_socket "${prefix}A")
    [ ${#socket} -le 107 ] || die "the path of a socket would be too long for the kernel: $socket. Try: a shorter LAB_DIR"
    "$here/packages.sh" --check || exit 1
    # A failing or interrupted "up" leaves nothing; a killed one leaves $dir/hosts, from which "down" knows all there can be.
    trap 'status=$?; trap - EXIT; down; exit $status' EXIT
    trap 'exit 130' INT TERM
    mkdir -p "$dir"
    [ -O "$dir" ] && [ ! -L "$dir" ] || die "$dir belongs to somebody else. Try: another LAB_DIR"
    for ((index = 0; index < count; index++)); do host_name $index; done >"$dir/hosts"
    make_keys
    make_fabric
    for host in $(hosts); do make_disk "$host"; done
    for host in $(hosts); do boot "$host"; done
    for host in $(hosts); do await_libvirtd "$host"; done
    trap - EXIT INT TERM
}

down() {
    local host
    [ -e "$dir/hosts" ] || return 0 # and a lab of the same name elsewhere stays untouched
    for host in $(hosts); do power_off "$host"; done
    # What users of the lab left running in the fabric's network: pings, a manager.
    [ ! -e "/run/netns/$fabric" ] || await 5 "the processes in the fabric to end" kill_all_in "$fabric" || true
    ip netns delete "$fabric" 2>/dev/null || true # and with it the cable to this machine
    rm -rf "$dir"
}

status() {
    local host pid
    for host in $(hosts); do
        pid=$(init_pid "$host")
        if is_alive "$pid"; then
            echo "$host up $(host_ip "$host") $(host_nics "$host") processes: $(ls "/proc/$pid/root/proc" | grep -c '^[0-9]')"
        else
            echo "$host off"
        fi
    done
}

libvirtd() {
    case $2 in
        start) start_libvirtd "$1" && await_libvirtd "$1" ;;
        stop) stop_libvirtd "$1" TERM ;;
        kill) stop_libvirtd "$1" KILL ;;
        restart) stop_libvirtd "$1" TERM && start_libvirtd "$1" && await_libvirtd "$1" ;;
        *) die "libvirtd H start|stop|kill|restart, not '$2'" ;;
    esac
}

charon() {
    case $2 in
        start) start_charon "$1" ;;
        stop) stop_charon "$1" TERM ;;
        kill) stop_charon "$1" KILL ;;
        *) die "charon H start|stop|kill, not '$2'" ;;
    esac
}

power() {
    case $2 in
        off) unplug "$1" && power_off "$1" ;;
        on) boot "$1" && await_libvirtd "$1" ;;
        *) die "power H off|on, not '$2'" ;;
    esac
}

# One command needs no terminal: at one, virsh would look for a polkit agent and complain that there is none.
run_virsh() {
    if [ $# = 0 ]; then exec virsh -c "$(host_uri "$host")"; fi
    exec setsid --wait virsh -c "$(host_uri "$host")" "$@"
}

# "up" and "down" of one lab never run at the same time.
locked() {
    mkdir -p "$(dirname "$dir")"
    exec 9>"$dir.lock" # hosts close it: they outlive this script
    flock 9
    "$@"
}

usage() {
    sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
    exit 2
}

command=${1:-}
shift || usage
case $command in
    up) locked up "${1:-}" ;;
    down) locked down && rm -f "$dir.lock" ;;
    status) status ;;
    names) for host in $(hosts); do letter_of "$host"; done ;;
    shell) exec "$here/shell.sh" "$@" ;;
    exec) host=$(full_name "$1") && shift && on_host "$host" "$@" ;;
    virsh) host=$(full_name "$1") && shift && run_virsh "$@" ;;
    uri) host_uri "$(full_name "$1")" ;;
    socket) host_socket "$(full_name "$1")" ;;
    ip) host_ip "$(full_name "$1")" ;;
    nics) host_nics "$(full_name "$1")" ;;
    libvirtd) libvirtd "$(full_name "$1")" "${2:-}" ;;
    charon) charon "$(full_name "$1")" "${2:-}" ;;
    freeze) freeze "$(full_name "$1")" "${2:-libvirtd}" ;;
    thaw) thaw "$(full_name "$1")" ;;
    power) power "$(full_name "$1")" "${2:-}" ;;
    *) usage ;;
esac
