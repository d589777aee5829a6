#!/usr/bin/env bash
# lab-host.sh NAME DISK SSH CGROUP: the first process (pid 1) of a host; started by lab.sh in namespaces of its own.
# It makes the machine's file system look like that of another machine, starts sshd, and then only reaps orphans.
set -euo pipefail
name=$1 disk=$2 ssh=$3 cgroup=$4

# A cgroup of its own, then a namespace in which that is the root: libvirt's LXC driver makes cgroups, and they must not be found
# outside nor stay there. The one place where the script starts itself anew.
enter_cgroup() {
    local hierarchy
    for hierarchy in $(own_hierarchies); do
        mkdir -p "$hierarchy/$cgroup" 2>/dev/null || continue # a container with read-only cgroups: no LXC guests, all else works
        # cpuset refuses processes until it is told what they may use
        [ ! -e "$hierarchy/cpuset.cpus" ] || cp_values "$hierarchy" "$hierarchy/$cgroup" cpuset.cpus cpuset.mems
        echo 0 >"$hierarchy/$cgroup/cgroup.procs" || true
    done
    IN_CGROUP=yes exec unshare --cgroup "$0" "$name" "$disk" "$ssh" "$cgroup"
}

# With version 1 mounted, version 2 beside it is left out: libvirt 9 does not manage in a mixture of both.
own_hierarchies() {
    local one
    one=$(findmnt --noheadings --list --output TARGET --types cgroup | grep -v systemd || true)
    [ -n "$one" ] && echo "$one" || findmnt --noheadings --list --output TARGET --types cgroup2
}

cp_values() { local file; for file in "${@:3}"; do cat "$1/$file" >"$2/$file"; done; }

mount_sys() { # of this network namespace: /sys/class/net shows this host's cards
    local hierarchies
    hierarchies=$(findmnt --noheadings --list --output TARGET,FSTYPE,FS-OPTIONS --types cgroup,cgroup2)
    umount --lazy /sys
    mount -t sysfs sysfs /sys
    if grep -q ' cgroup ' <<<"$hierarchies"; then
        mount -t tmpfs -o mode=755,size=64k cgroups /sys/fs/cgroup
        mount_cgroups_v1
    else
        mount -t cgroup2 cgroup2 /sys/fs/cgroup || true
    fi
}

mount_cgroups_v1() {
    local controller
    for controller in memory cpuacct cpu cpuset devices freezer blkio pids; do
        mkdir -p "/sys/fs/cgroup/$controller"
        mount -t cgroup -o "$controller" cgroup "/sys/fs/cgroup/$controller" 2>/dev/null || rmdir "/sys/fs/cgroup/$controller"
    done
}

# Interface numbers are per network namespace, so the tap devices of two hosts may have the same number, and in the machine's one
# /dev the second would get the first one's /dev/tap7. /dev/kvm is left out: a lab measures networks and must run anywhere.
mount_dev() {
    local dev=/run/new-dev node
    mkdir -p $dev
    mount -t tmpfs -o mode=755,size=1m dev $dev
    mkdir -p $dev/{net,pts,shm,mqueue}
    for node in null zero full random urandom tty fuse net/tun; do [ ! -e /dev/$node ] || cp -a /dev/$node $dev/$node; done
    ln -s /proc/self/fd $dev/fd
    ln -s fd/0 $dev/stdin
    ln -s fd/1 $dev/stdout
    ln -s fd/2 $dev/stderr
    ln -s pts/ptmx $dev/ptmx
    mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts $dev/pts
    mount -t tmpfs -o mode=1777 shm $dev/shm
    mount --move $dev /dev
    rmdir $dev
}

mount_etc() {
    local copy=/run/new-etc
    mkdir -p $copy
    mount -t tmpfs -o mode=755 etc $copy # a copy, not an overlay: those do not stack in containers
    cp -a /etc/. $copy/
    rm -rf $copy/libvirt
    cp -a "$disk/etc/." $copy/
    mount --bind "$disk/etc/libvirt" $copy/libvirt # what libvirtd writes there survives a power cut
    sed -i 's#^root:\(.*\):[^:]*:\([^:]*\)$#root:\1:/run/root:\2#' $copy/passwd
    mount --move $copy /etc
    rmdir $copy
}

# root's home is new: only ~/.ssh matters, and what lies in the machine's /root (a guest's image, a checkout) stays visible.
make_home() {
    mkdir -m 700 -p /run/root/.ssh
    cp "$ssh/config" "$ssh/known_hosts" "$ssh/id_ed25519" /run/root/.ssh/
}

mount_libvirt_dirs() {
    local part
    for part in lib cache log; do mount --bind "$disk/$part" "/var/$part/libvirt"; done
    mkdir -p /var/lib/libvirt/{qemu,images,dnsmasq,network,boot,lxc}
}

[ "${IN_CGROUP:-}" = yes ] || enter_cgroup
umount --lazy /run/netns 2>/dev/null || true # a host does not see its neighbours
mount --bind "$disk/run" /run
mkdir -p /run/libvirt /run/lock /run/sshd
mount_sys
mount_dev
mount_etc
mount_libvirt_dirs
make_home
hostname "$name"
# Frames between guests of one bridge are not the business of the machine's iptables.
for file in /proc/sys/net/bridge/bridge-nf-call-{ip,ip6}tables; do [ ! -e $file ] || echo 0 >$file; done
busybox mdev -df </dev/null >/dev/null 2>&1 & # makes /dev/tapN for this host's macvtaps
/usr/sbin/sshd -D -f /etc/ssh/lab_sshd_config </dev/null >/dev/null 2>&1 &
touch /run/booted
while :; do sleep 86400 & wait $!; done # bash reaps the orphans that daemons leave
