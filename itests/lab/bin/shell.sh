#!/usr/bin/env bash
# shell.sh [HOSTS]: a prompt with real hosts (three unless told otherwise), to try everything on. All goes down at its end.
set -euo pipefail
. "$(dirname "$(readlink -f "$0")")/lib/session.sh"

[ -t 0 ] || die_at_once "this opens a console and needs a terminal"
hosts=${1:-3}
title "Starting $hosts hosts and the container"
session lab "$hosts"
container_start
for host in $("$lab" names); do
    guestnet host:add "$host" "unix:$("$lab" socket "$host")"
done
linux_guest web1 52:54:00:00:00:01 "$LAB_NET.101/24" red-network >web1.xml
echo "<network type='direct'><name>red-network</name>
  <source mode='bridge'><interface dev='$("$lab" nics A | cut -d' ' -f1)'/></source></network>" >red.xml
"$lab" virsh A define web1.xml </dev/null >/dev/null

cat <<END

  Hosts: $("$lab" names | xargs). Guest web1 is defined on A and names red-network, which no host has yet.
  Try:   net:define A $work/red.xml
         guest:start web1
         guest:candidates web1
  In another terminal:
         export LAB_PREFIX=$LAB_PREFIX LAB_DIR=$LAB_DIR LAB_NET=$LAB_NET
         $lab exec fab ping $LAB_NET.101
         $lab virsh A list
  Ctrl-D ends it.

END
guestnet
