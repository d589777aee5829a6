#!/usr/bin/env bash
# packages.sh            install what the lab needs (Debian or Ubuntu, as root); fast when all is there
# packages.sh --check    only tell what is missing; exit 1 when something is
set -euo pipefail

# One line a program that the lab calls: "program  Debian package that brings it".
# Asking for programs, not packages, lets the lab run on distributions without dpkg as well.
NEEDED='
libvirtd                libvirt-daemon-system
virsh                   libvirt-clients
virt-ssh-helper         libvirt-daemon
qemu-system-x86_64      qemu-system-x86
dnsmasq                 dnsmasq-base
iptables                iptables
ip                      iproute2
sshd                    openssh-server
ssh                     openssh-client
busybox                 busybox-static
cpio                    cpio
openssl                 openssl
ping                    iputils-ping
tcpdump                 tcpdump
nsenter                 util-linux
unshare                 util-linux
flock                   util-linux
ps                      procps
setfattr                attr
nft                     nftables
swanctl                 strongswan-swanctl
wg                      wireguard-tools
wireguard-go            wireguard-go
'
# libvirt loads drivers from here; each is a file of its own package.
DRIVER_DIRS='/usr/lib/*/libvirt/connection-driver /usr/lib64/libvirt/connection-driver'
NEEDED_DRIVERS='
libvirt_driver_qemu.so  libvirt-daemon-driver-qemu
libvirt_driver_lxc.so   libvirt-daemon-driver-lxc
'
# The IPsec daemon is off the path, and its plugins are files of two more packages.
NEEDED_FILES='
/usr/lib/ipsec/charon                                    strongswan-charon
/usr/lib/ipsec/plugins/libstrongswan-kernel-libipsec.so  libcharon-extra-plugins
/usr/lib/ipsec/plugins/libstrongswan-gcm.so              libstrongswan-standard-plugins
'
# The server that several managers share, of any version; Debian keeps its programs off the path.
DATABASE_PROGRAMS='/usr/lib/postgresql/*/bin/initdb'

# Daemons live in sbin, which is not on every user's path.
PATH=$PATH:/usr/sbin:/sbin

has_driver() {
    local dir
    for dir in $DRIVER_DIRS; do # the patterns are meant to expand
        [ ! -e "$dir/$1" ] || return 0
    done
    return 1
}

has_database() {
    local program
    for program in $DATABASE_PROGRAMS; do # the pattern is meant to expand
        [ ! -x "$program" ] || return 0
    done
    command -v initdb >/dev/null
}

# Prints "thing package" for all that is missing.
missing() {
    local thing package
    while read -r thing package; do
        [ -z "$thing" ] || command -v "$thing" >/dev/null || echo "$thing $package"
    done <<<"$NEEDED"
    while read -r thing package; do
        [ -z "$thing" ] || has_driver "$thing" || echo "$thing $package"
    done <<<"$NEEDED_DRIVERS"
    while read -r thing package; do
        [ -z "$thing" ] || [ -e "$thing" ] || echo "$thing $package"
    done <<<"$NEEDED_FILES"
    has_database || echo "initdb postgresql"
}

# Debian starts a daemon when its package is installed. The lab runs its own daemons in namespaces, and the
# machine must not get a libvirtd, an sshd or a virbr0 of its own because somebody ran a test.
POLICY=/usr/sbin/policy-rc.d
forbid_daemons() {
    [ -e $POLICY ] && return
    printf '#!/bin/sh\nexit 101\n' >$POLICY
    chmod 755 $POLICY
    trap 'rm -f $POLICY' EXIT
}

# Nor is a database made, which Debian does when PostgreSQL is installed: tests make their own.
CLUSTERS=/etc/postgresql-common/createcluster.conf
forbid_cluster() {
    [ -e $CLUSTERS ] && return
    mkdir -p "$(dirname $CLUSTERS)"
    echo 'create_main_cluster = false' >$CLUSTERS
}

# Nor may they start at the next boot: what a fresh package enables is disabled again.
disable_units_of() {
    local units
    command -v systemctl >/dev/null || return 0
    units=$(dpkg -L "$@" | grep -E '/systemd/system/[^/]+\.(service|socket)$' | xargs -r -n1 basename | grep -v '@' | sort -u)
    # shellcheck disable=SC2086 # a list of words
    [ -z "$units" ] || systemctl disable --quiet $units >/dev/null 2>&1 || true # "not enabled" is what we want
}

installed() { dpkg-query -W -f '${Package} ${Status}\n' 2>/dev/null | awk '/install ok installed/ { print $1 }' | sort; }

install_packages() {
    local before log added
    export DEBIAN_FRONTEND=noninteractive
    local options=(-qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120)
    before=$(installed)
    log=$(mktemp)
    { apt-get "${options[@]}" update &&
        apt-get "${options[@]}" install --yes --no-install-recommends "$@"; } >"$log" 2>&1 || {
        cat "$log" >&2
        rm -f "$log"
        return 1
    }
    rm -f "$log"
    added=$(comm -13 <(echo "$before") <(installed))
    # shellcheck disable=SC2086 # a list of words
    [ -z "$added" ] || disable_units_of $added
}

main() {
    local lacking packages
    lacking=$(missing)
    [ -n "$lacking" ] || return 0
    packages=$(cut -d' ' -f2 <<<"$lacking" | sort -u | tr '\n' ' ')
    if ! command -v apt-get >/dev/null; then
        echo "The lab lacks: $(cut -d' ' -f1 <<<"$lacking" | tr '\n' ' ')" >&2
        echo "Try: install them as this system installs programs; by itself it is done with apt only" >&2
        return 1
    fi
    if [ "${1:-}" = --check ]; then
        echo "The lab lacks: $(cut -d' ' -f1 <<<"$lacking" | tr '\n' ' ')" >&2
        echo "Try: apt-get install --no-install-recommends $packages" >&2
        return 1
    fi
    if [ "$(id -u)" != 0 ]; then
        echo "The lab needs root. Please install: $packages" >&2
        return 1
    fi
    echo "Installing for the lab: $packages" >&2
    forbid_daemons
    forbid_cluster
    # shellcheck disable=SC2086 # a list of words
    install_packages $packages
    lacking=$(missing)
    [ -z "$lacking" ] || { echo "Still missing after the installation: $lacking" >&2; return 1; }
}

main "$@"
