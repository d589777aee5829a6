#!/usr/bin/env bash
# demo.sh --lab: one guest that names only its network, on hosts that define that network in different ways.
# Plays on real libvirt hosts (lab.sh) with the assembled container; every claim is checked, and the exit code tells. Takes
# everything down again, whatever happens.
set -euo pipefail

. "$(dirname "$(readlink -f "$0")")/lib/session.sh"

[ "${1:-}" = --lab ] || die_at_once "the demonstration plays on real libvirt hosts. Try, as root: $0 --lab"

# As a reader would type them.
virsh() { local host=$1; shift; "$lab" virsh "$host" "$@" </dev/null; }
on() { setsid --wait "$lab" exec "$@"; } # without a terminal: virsh would look for a polkit agent there

web1=$LAB_NET.101

# libvirt calls this hook for every start, before it looks for a device; a running daemon does not notice a new hook.
record_what_libvirt_is_asked() {
    local hooks=$LAB_DIR/${LAB_PREFIX}A/etc/libvirt/hooks
    printf '#!/bin/sh\necho "$1 $2" >>/var/log/libvirt/asked\n' >"$hooks/qemu"
    chmod 755 "$hooks/qemu"
    "$lab" libvirtd A restart
}


define_networks() {
    title "red-network: three hosts, three ways"
    say "A: a pool of two network cards, shared by macvtap"
    document red-a.xml "<network type='direct'><name>red-network</name>
  <source mode='bridge'><interface dev='ens1f0'/><interface dev='ens1f1'/></source></network>"
    show guestnet net:define A red-a.xml
    say "B: a bridge that was there before"
    document red-b.xml "<network type='bridge'><name>red-network</name><bridge name='br0'/></network>"
    show guestnet net:define B red-b.xml
    say "C: a virtual network behind NAT, on a wire of its own"
    document red-c.xml "<network type='virtual'><name>red-network</name><forward mode='nat'/>
  <bridge stp='off' delay='0'/><ip address='192.168.77.1' netmask='255.255.255.0'/></network>"
    show guestnet net:define C red-c.xml
    show guestnet net:show red-network
}

# Writes a document for a command, and shows it.
document() {
    echo "$2" >"$1"
    echo "  \$ cat $1"
    sed 's/^/    /' "$1"
}

start_first_guest() {
    title "A guest that names its network, and nothing else"
    linux_guest web1 52:54:00:00:00:01 "$web1/24" red-network >web1.xml
    show virsh A define --validate web1.xml
    before=$(virsh A dumpxml --inactive web1)
    grep '<source network' <<<"$before" | sed 's/^ */    /'
    check "its configuration names no device of A" lacks "$before" ens1f
    show guestnet guest:resolve web1 --host A
    show guestnet guest:start web1
    say "What libvirt made of it"
    virsh A dumpxml web1 | grep "<source network" | sed 's/^ */    /'
    check "the fabric reaches it at $web1" eventually 30 answers_ping "$web1"
    show guestnet net:ports red-network
}

lacks() { ! grep -q "$2" <<<"$1"; }

migrate_while_pinged() {
    title "Live from a macvtap pool to a bridge"
    show guestnet guest:candidates web1
    ping_start "$web1"
    show guestnet guest:migrate web1 B
    gap=$(ping_stop)
    say "$(ping_count) answers to a ping every 20 ms; the longest gap was $gap ms"
    check "the longest gap is at most 1000 ms" test "$gap" -le 1000
    show virsh B list
    said web1
    check "A does not have it any more" lacks "$(virsh A list --all)" web1
    check "virsh dumpxml --inactive is the same text as before" same_text "$before" "$(virsh B dumpxml --inactive web1)"
}

ask_for_candidates() {
    title "Where could it go from here?"
    show guestnet guest:candidates web1 --explain
    said LOCAL_SCOPE NETWORK_MISSING "Try: "
    say "C has red-network on another wire: that wants consent. D does not have it at all."
    refused LOCAL_SCOPE guestnet guest:migrate web1 C
    refused NETWORK_MISSING guestnet guest:migrate web1 D
    check "web1 still answers" answers_ping "$web1"
}

fill_a_pool() {
    title "A pool of one"
    document blue-a.xml "<network type='direct'><name>blue-network</name>
  <source mode='passthrough'><interface dev='ens1f2'/></source></network>"
    show guestnet net:define A blue-a.xml
    empty_guest db1 52:54:00:00:00:02 blue-network >db1.xml
    empty_guest db2 52:54:00:00:00:03 blue-network >db2.xml
    virsh A define --validate db1.xml >/dev/null
    virsh A define --validate db2.xml >/dev/null
    show guestnet guest:start db1
    show guestnet net:pool A blue-network
    show guestnet net:claims
    said db1 BOUND
    refused POOL_EXHAUSTED guestnet guest:start db2
    said "Try:"
    # The hook is called before libvirt looks for a device.
    check "libvirt was asked for db1" grep -q '^db1 prepare' "$LAB_DIR/${LAB_PREFIX}A/log/asked"
    check "libvirt was not asked for db2" lacks "$(cat "$LAB_DIR/${LAB_PREFIX}A/log/asked")" '^db2 '
}

without_us() {
    title "Without Guestnet"
    container_stop
    refused "does not answer" guestnet host:list
    say "plain virsh: stop and start"
    show virsh B destroy web1
    show virsh B start web1
    check "web1 answers" eventually 30 answers_ping "$web1"
    say "plain virsh: migrate back, from the bridge to the pool"
    ping_start "$web1"
    show on B virsh migrate --live --p2p --persistent --undefinesource web1 "qemu+tcp://${LAB_PREFIX}A/system"
    gap=$(ping_stop)
    check "the longest gap was $gap ms, at most 1000 ms" test "$gap" -le 1000
    say "plain virsh: managed save and restore"
    show virsh A managedsave web1
    check "web1 is silent" lacks "$(answers_ping "$web1" && echo answers)" answers
    show virsh A start web1
    check "web1 answers" eventually 30 answers_ping "$web1"
    check "it was restored, not booted" lacks "$(cat "$LAB_DIR/${LAB_PREFIX}A/log/web1.serial")" READY
    say "A loses power and boots: autostart"
    show virsh A autostart web1
    show "$lab" power A off
    check "web1 is silent" lacks "$(answers_ping "$web1" && echo answers)" answers
    show "$lab" power A on
    check "web1 answers again" eventually 30 answers_ping "$web1"
    check "virsh dumpxml --inactive is still the same text" same_text "$before" "$(virsh A dumpxml --inactive web1)"
}

back_again() {
    title "Guestnet returns, and finds what happened"
    container_start
    check "it has looked at all hosts" eventually 15 all_hosts_are_up
    show guestnet guest:list
    said web1 db1
    show guestnet net:claims
    check "the claim of db1, which the power cut ended, is gone" lacks "$last" db1
    show guestnet net:list
}

all_hosts_are_up() { lacks "$(guestnet host:list)" 'CONNECTING\|DOWN'; }

title "Four hosts whose devices have different names"
session demo 4
on B sh -c 'ip link add br0 type bridge && ip link set enp5s0f3 master br0 && ip link set br0 up'
record_what_libvirt_is_asked
container_start
show "$lab" status
for host in A B C D; do show guestnet host:add $host "unix:$("$lab" socket $host)"; done
show guestnet host:list

define_networks
start_first_guest
migrate_while_pinged
ask_for_candidates
fill_a_pool
without_us
back_again
title "The story holds"
