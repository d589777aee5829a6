# Names and addresses: everything that follows from the number of a host. Sourced by lab.sh.

die() {
    echo "lab: $*" >&2
    exit 1
}

hosts() { cat "$dir/hosts" 2>/dev/null || true; }

host_name() { echo "$prefix${letters:$1:1}"; } # of the host with this index, from 0

full_name() { # users say A or labA
    case $1 in
        fab | "$fabric") echo "$fabric" ;;
        "$prefix"?) echo "$1" ;;
        ?) echo "$prefix$1" ;;
        *) die "no host '$1'. Hosts: $(hosts | tr '\n' ' ')" ;;
    esac
}

letter_of() { echo "${1: -1}"; }

index_of() {
    local before=${letters%%"$(letter_of "$1")"*}
    echo ${#before}
}

host_ip() { [ "$1" = "$fabric" ] && echo "$net.254" || echo "$net.$(($(index_of "$1") + 1))"; }

host_socket() { echo "$dir/$1/run/libvirt/libvirt-sock"; }

host_uri() { echo "qemu:///system?socket=$(host_socket "$1")"; }

# No two hosts call their cards alike: that is the problem which named networks solve.
host_nics() {
    local index k names=()
    index=$(index_of "$1")
    for ((k = 0; k < nics; k++)); do
        case $index in
            0) names+=("ens1f$k") ;;
            1) names+=("enp5s0f$k") ;;
            2) names+=("eno$((k + 1))") ;;
            3) names+=("eth1$k") ;;
            *) names+=("enp${index}s0f$k") ;;
        esac
    done
    echo "${names[*]}"
}
