# The fabric: a bridge in a network namespace of its own, so that the machine's own network does not change. Sourced by lab.sh.

make_fabric() {
    ip netns add "$fabric"
    ip -n "$fabric" -batch - <<-END
	link set lo up
	link add $fabric type bridge stp_state 0 forward_delay 0 mcast_snooping 0
	addr add $net.254/24 dev $fabric
	link set $fabric up
	END
    [ -z "${LAB_MANAGER:-}" ] || join_fabric
}

# A cable from this machine into the fabric; it vanishes with the fabric's namespace.
join_fabric() {
    ip -n "$fabric" link add "${prefix}mgr" type veth peer name manager
    ip -n "$fabric" link set "${prefix}mgr" netns $$
    ip -n "$fabric" link set manager master "$fabric" up
    ip addr add "$net.253/24" dev "${prefix}mgr"
    ip link set "${prefix}mgr" up
}

# A card's address, the same after each boot: others remember it.
mac_of() { # HOST NIC
    local sum
    sum=$(printf '%s' "$1 $2" | cksum | cut -d ' ' -f 1)
    printf '02:1a:%02x:%02x:%02x:%02x' $((sum >> 24 & 255)) $((sum >> 16 & 255)) $((sum >> 8 & 255)) $((sum & 255))
}

# The network namespace of a host with all its cards plugged into the fabric; the fabric's end of labA's eth0 is called A.eth0.
plug_in() {
    local host=$1 letter nic
    letter=$(letter_of "$host")
    ip netns add "$host"
    for nic in eth0 $(host_nics "$host"); do
        echo "link add $letter.$nic type veth peer name $nic address $(mac_of "$host" "$nic") netns $host"
        echo "link set $letter.$nic master $fabric up"
    done | ip -n "$fabric" -batch -
    {
        echo "link set lo up"
        for nic in eth0 $(host_nics "$host"); do echo "link set $nic up"; done
        echo "addr add $(host_ip "$host")/24 dev eth0"
        # Without a default route a tunnel that fails open would go unnoticed: its clear frames would find no way out.
        echo "route add default via $net.254"
    } | ip -n "$host" -batch -
}

# The kernel removes the cards of a deleted namespace some time later; who wants to boot the host again cannot wait for that.
unplug() {
    local host=$1 nic
    for nic in eth0 $(host_nics "$host"); do echo "link delete $(letter_of "$host").$nic"; done |
        ip -n "$fabric" -force -batch - 2>/dev/null || true
}
