#!/usr/bin/env bash
# guest-image.sh DIRECTORY: a Linux guest that boots in two seconds under emulation and answers on the network.
#
# Makes DIRECTORY/vmlinuz and DIRECTORY/initrd.img from Debian's cloud kernel and a static busybox; does nothing when they are
# there. The guest takes its settings from the kernel command line:
#   ip=ADDRESS/LENGTH | ip=dhcp    gw=ADDRESS    name=NAME
# It answers ping, serves its name by HTTP on port 80, and prints "LAB NAME READY" on its serial console.
set -euo pipefail
recipe=1 # count up when the guest changes, so that old images are made anew

require() { # program, what it comes with
    command -v "$1" >/dev/null || {
        echo "guest-image: $1 is missing; it comes with $2" >&2
        exit 1
    }
}

kernel_package() { apt-cache depends linux-image-cloud-amd64 | awk '/Depends:/ { print $2; exit }'; }

# virtio-net and what it depends on, in the order in which the guest loads them.
modules='drivers/virtio/virtio_ring drivers/virtio/virtio drivers/virtio/virtio_pci_legacy_dev
         drivers/virtio/virtio_pci_modern_dev drivers/virtio/virtio_pci net/core/failover drivers/net/net_failover
         drivers/net/virtio_net'

check_programs() {
    require apt-get "Debian and Ubuntu only: elsewhere copy vmlinuz, initrd.img and recipe here from such a machine"
    require dpkg-deb dpkg
    require cpio cpio
    require busybox busybox-static
    # The guest has no libraries, so its only program must not need any.
    ! ldd "$(command -v busybox)" >/dev/null 2>&1 || { echo "guest-image: busybox is not static; install busybox-static" >&2; exit 1; }
}

fetch_kernel() { # into the current directory: vmlinuz, root/modules/NN.ko
    local number=10 module
    apt-get -qq -o APT::Sandbox::User=root download "$(kernel_package)"
    dpkg-deb --extract linux-image-*.deb unpacked
    cp unpacked/boot/vmlinuz-* vmlinuz
    mkdir -p root/modules
    for module in $modules; do
        cp unpacked/lib/modules/*/kernel/"$module.ko" root/modules/$number.ko
        number=$((number + 1))
    done
}

make_root() {
    mkdir -p root/{bin,dev,proc,sys,www}
    cp "$(command -v busybox)" root/bin/busybox
    for program in sh mount ip insmod httpd udhcpc sleep echo cat hostname chmod; do ln -s busybox root/bin/$program; done
    init >root/init
    dhcp_event >root/dhcp-event
    chmod 755 root/init root/dhcp-event
}

init() {
    cat <<-'END'
	#!/bin/sh
	export PATH=/bin
	mount -t proc proc /proc; mount -t sysfs sysfs /sys
	for setting in $(cat /proc/cmdline); do
	    case $setting in ip=*) ip=${setting#*=} ;; gw=*) gw=${setting#*=} ;; name=*) name=${setting#*=} ;; esac
	done
	hostname ${name:-guest}
	for module in /modules/*.ko; do insmod $module; done
	ip link set lo up
	if [ -e /sys/class/net/eth0 ]; then
	    # tells the neighbours where the guest is, after a migration too
	    echo 1 >/proc/sys/net/ipv4/conf/eth0/arp_notify
	    ip link set eth0 up
	fi
	case $ip in
	    dhcp) udhcpc -i eth0 -s /dhcp-event -t 10 -T 1 -b -x hostname:$name >/dev/null 2>&1 ;;
	    ?*) ip addr add $ip dev eth0; [ -z "$gw" ] || ip route add default via $gw ;;
	esac
	echo $name >/www/index.html
	httpd -p 80 -h /www
	echo "LAB $name READY"
	while :; do sleep 3600; done
	END
}

dhcp_event() {
    cat <<-'END'
	#!/bin/sh
	case $1 in bound | renew) ;; *) exit 0 ;; esac
	ip addr flush dev eth0
	ip addr add $ip/$mask dev eth0
	[ -z "$router" ] || ip route add default via $router
	END
}

build() {
    fetch_kernel
    make_root
    (cd root && find . | cpio --create --format newc --owner 0:0 --quiet | gzip -9n) >initrd.img
}

target=${1:?usage: guest-image.sh DIRECTORY}
mkdir -p "$target"
target=$(readlink -f "$target")
exec 9>"$target/.lock" # two test runs at once build it once
flock 9
[ "$(cat "$target/recipe" 2>/dev/null)" != $recipe ] || exit 0

check_programs
work=$(mktemp -d "${TMPDIR:-/tmp}/guest-image.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
build
mv vmlinuz initrd.img "$target/"
echo $recipe >"$target/recipe" # last: without it the image does not count
