# Keys for ssh and TLS, made anew for each lab. Sourced by lab.sh.
#
#   $dir/ssh   id_ed25519 (lets its holder in everywhere), known_hosts, config (for "ssh -F"), one host key per host
#   $dir/pki   cacert.pem clientcert.pem clientkey.pem: a directory as libvirt's pkipath wants it; one server certificate per host

make_keys() {
    mkdir -m 700 -p "$dir/ssh" "$dir/pki"
    make_ssh_keys
    make_certificates
}

make_ssh_keys() {
    local host
    ssh-keygen -q -t ed25519 -N '' -C guestnet-lab -f "$dir/ssh/id_ed25519" </dev/null
    for host in $(hosts); do
        ssh-keygen -q -t ed25519 -N '' -C "$host" -f "$dir/ssh/hostkey-$host" </dev/null
        # libvirt and others look hosts up in lower case
        echo "$host,${host,,},$(host_ip "$host") $(cut -d' ' -f1,2 "$dir/ssh/hostkey-$host.pub")"
    done >"$dir/ssh/known_hosts"
    ssh_config "$dir/ssh" >"$dir/ssh/config"
}

ssh_config() { # directory of the keys, as its reader sees it
    local host
    for host in $(hosts); do printf 'Host %s %s\n  HostName %s\n' "$host" "${host,,}" "$(host_ip "$host")"; done
    printf '%s\n' 'Host *' '  User root' "  IdentityFile $1/id_ed25519" "  UserKnownHostsFile $1/known_hosts" \
        '  StrictHostKeyChecking yes' '  BatchMode yes' '  LogLevel ERROR'
}

make_certificates() {
    local host
    (
        cd "$dir/pki"
        new_key cakey.pem
        openssl req -new -x509 -key cakey.pem -days 30 -subj '/CN=guestnet lab CA' -out cacert.pem
        certificate client manager "DNS:$fabric" clientAuth
        for host in $(hosts); do
            # libvirtd takes its certificate as a server and, when it migrates a guest, as a client
            certificate "$host-" "$host" "DNS:$host,DNS:${host,,},IP:$(host_ip "$host")" serverAuth,clientAuth
        done
    )
}

new_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

certificate() { # file prefix, common name, subject alternative names, usages
    new_key "$1key.pem"
    openssl req -new -key "$1key.pem" -subj "/CN=$2" |
        openssl x509 -req -CA cacert.pem -CAkey cakey.pem -days 30 -out "$1cert.pem" -set_serial "0x$(openssl rand -hex 8)" \
            -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=%s\n' "$3" "$4") 2>/dev/null
}
