# The life of a host, seen from outside; what happens inside is in lab-host.sh. Sourced by lab.sh.

init_pid() { cat "$dir/$1/pid" 2>/dev/null || true; }

is_alive() { [ -n "$1" ] && kill -0 "$1" 2>/dev/null; }

on_host() {
    local host=$1 pid
    shift
    if [ "$host" = "$fabric" ]; then exec nsenter --net="/run/netns/$fabric" -- "$@"; fi
    pid=$(init_pid "$host")
    is_alive "$pid" || die "host $host is off. Try: lab.sh power $(letter_of "$host") on"
    exec nsenter --target "$pid" --mount --uts --ipc --net --pid --cgroup --root --wd -- \
        env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/run/root LC_ALL=C "$@"
}

# What survives a power cut: configuration, libvirt's directories.
make_disk() {
    local host=$1 disk=$dir/$1
    mkdir -p "$disk"/{etc/libvirt,etc/ssh,etc/pki/libvirt/private,etc/pki/CA,etc/pki/qemu,lib,cache,log}
    cp -a /etc/libvirt/. "$disk/etc/libvirt/"
    rm -rf "$disk"/etc/libvirt/qemu/networks/* "$disk"/etc/libvirt/qemu/*.xml "$disk"/etc/libvirt/hooks/*
    mkdir -p "$disk/etc/libvirt/qemu/networks/autostart"
    libvirtd_conf >>"$disk/etc/libvirt/libvirtd.conf"
    qemu_conf >>"$disk/etc/libvirt/qemu.conf"
    echo "$host" >"$disk/etc/hostname"
    etc_hosts >"$disk/etc/hosts"
    sshd_conf "$host" >"$disk/etc/ssh/lab_sshd_config"
    install_certificates "$host" "$disk/etc/pki"
    # Only guests' taps become device nodes; everything else that the kernel announces is left alone.
    printf '%s\n' 'tap[0-9]+ 0:0 600' '.* 0:0 000 !' >"$disk/etc/mdev.conf"
}

libvirtd_conf() {
    printf '%s\n' "host_uuid = \"$(cat /proc/sys/kernel/random/uuid)\"" \
        'listen_tcp = 1' 'auth_tcp = "none"' 'listen_tls = 1' 'auth_unix_rw = "none"' 'log_outputs = "2:stderr"'
}

# No confinement inside the confinement: namespaces and cgroups of QEMU's own need a whole machine.
qemu_conf() {
    printf '%s\n' 'user = "root"' 'group = "root"' 'security_driver = "none"' 'dynamic_ownership = 0' 'remember_owner = 0' \
        'cgroup_controllers = [ ]' 'namespaces = [ ]' 'stdio_handler = "file"' 'seccomp_sandbox = 0' \
        'migrate_tls_x509_cert_dir = "/etc/pki/qemu"' 'migrate_tls_x509_verify = 1'
}

sshd_conf() {
    printf '%s\n' 'Port 22' "HostKey $dir/ssh/hostkey-$1" "AuthorizedKeysFile $dir/ssh/id_ed25519.pub" 'UsePAM no' \
        'PermitRootLogin prohibit-password' 'PasswordAuthentication no' 'StrictModes no' 'PidFile /run/sshd.pid' 'MaxStartups 100'
}

etc_hosts() {
    local host
    echo '127.0.0.1 localhost'
    for host in $(hosts) "$fabric"; do echo "$(host_ip "$host") $host"; done
}

install_certificates() {
    local host=$1 pki=$2 role
    cp "$dir/pki/cacert.pem" "$pki/CA/"
    for role in server client; do # libvirt's names
        cp "$dir/pki/$host-cert.pem" "$pki/libvirt/${role}cert.pem"
        cp "$dir/pki/$host-key.pem" "$pki/libvirt/private/${role}key.pem"
        cp "$dir/pki/$host-cert.pem" "$pki/qemu/$role-cert.pem" # and QEMU's
        cp "$dir/pki/$host-key.pem" "$pki/qemu/$role-key.pem"
    done
    cp "$dir/pki/cacert.pem" "$pki/qemu/ca-cert.pem"
}

boot() {
    local host=$1 disk=$dir/$1 unshare_pid
    ! is_alive "$(init_pid "$host")" || die "host $host is up already"
    rm -rf "$disk/run"
    mkdir -p "$disk/run"
    plug_in "$host"
    # In a session of its own: the end of the caller's terminal is no power cut.
    setsid nsenter --net="/run/netns/$host" \
        unshare --mount --uts --ipc --pid --fork --kill-child --propagation private --mount-proc \
        "$here/lab-host.sh" "$host" "$disk" "$dir/ssh" "$prefix.$host" </dev/null >"$disk/log/boot.out" 2>&1 9>&- &
    unshare_pid=$!
    await 10 "host $host to boot" test -e "$disk/run/booted" || { cat "$disk/log/boot.out" >&2; exit 1; }
    awk '{ print $1 }' "/proc/$unshare_pid/task/$unshare_pid/children" >"$disk/pid" # its pid 1, as seen from outside
    start_libvirtd "$host"
}

# Killing the first process of a PID namespace kills all others in it: guests, dnsmasq, sshd.
power_off() {
    local host=$1 pid
    pid=$(init_pid "$host")
    [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || true
    if [ -e "/run/netns/$host" ]; then
        # A host whose boot was interrupted has no recorded pid, but its processes sit in its network namespace.
        await 5 "the processes of $host to end" kill_all_in "$host" || true
        ip netns delete "$host"
    fi
    await 5 "the cgroups of $host to empty" remove_cgroups "$host" || true
    rm -f "$dir/$host/pid"
}

kill_all_in() {
    local pids
    pids=$(ip netns pids "$1")
    # shellcheck disable=SC2086 # a list of numbers
    [ -z "$pids" ] || { kill -KILL $pids 2>/dev/null || true; return 1; }
}

remove_cgroups() {
    find /sys/fs/cgroup -depth -type d -path "*/$prefix.$1*" -exec rmdir {} + 2>/dev/null || true
    ! find /sys/fs/cgroup -maxdepth 2 -type d -name "$prefix.$1" 2>/dev/null | grep -q .
}

start_libvirtd() {
    (on_host "$1" setsid --fork sh -c 'exec libvirtd --listen --pid-file /run/libvirtd.pid >>/var/log/libvirt/libvirtd.out 2>&1') \
        </dev/null >/dev/null 2>&1 9>&- &
}

await_libvirtd() {
    await 15 "libvirtd of $1 to answer" answers "$1" || { tail -n 5 "$dir/$1/log/libvirtd.out" >&2; exit 1; }
}

answers() { [ -S "$(host_socket "$1")" ] && virsh -q -c "$(host_uri "$1")" uri >/dev/null 2>&1; }

# A killed libvirtd leaves its socket behind, which would let clients wait instead of failing at once as on a real host.
stop_libvirtd() { # host, signal
    (on_host "$1" sh -c "pid=\$(cat /run/libvirtd.pid) && kill -CONT \$pid && kill -$2 \$pid &&
        while kill -0 \$pid 2>/dev/null; do sleep 0.05; done; rm -f /run/libvirtd.pid /run/libvirt/libvirt-sock*")
}

# kill -1 means all processes but the caller and pid 1.
freeze() {
    case $2 in
        libvirtd) (on_host "$1" sh -c 'kill -STOP $(cat /run/libvirtd.pid)') ;;
        all) (on_host "$1" sh -c 'kill -STOP -1') ;;
        *) die "freeze H [all], not '$2'" ;;
    esac
}

thaw() { (on_host "$1" sh -c 'kill -CONT -1'); }

await() { # seconds, what for, command…
    local deadline=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        [ $SECONDS -lt $deadline ] || { echo "lab: waited in vain for $what" >&2; return 1; }
        sleep 0.02
    done
}
