# The IPsec daemon of a host: strongSwan's charon, with ESP in user space, for the machine's kernel may have none. Sourced by lab.sh.

CHARON=/usr/lib/ipsec/charon

charon_conf() {
    cat <<-END
	charon {
	  load = random nonce openssl aes gcm sha1 sha2 hmac kdf drbg pem pkcs1 pkcs8 x509 pubkey constraints revocation kernel-libipsec kernel-netlink socket-default vici updown
	  filelog {
	    lab {
	      path = /var/log/libvirt/charon.log
	      default = 1
	      time_format = %T
	      time_add_ms = yes
	      flush_line = yes
	    }
	  }
	  plugins {
	    kernel-libipsec {
	      allow_peer_ts = yes
	    }
	  }
	}
	swanctl {
	  load = random openssl aes sha1 sha2 hmac pem pkcs1 pkcs8 x509 pubkey
	}
	END
}

# It starts as an init system starts it: what is configured in /etc/swanctl is loaded.
start_charon() {
    charon_conf | (on_host "$1" sh -c 'cat >/etc/strongswan.conf')
    (on_host "$1" setsid --fork sh -c "exec $CHARON >>/var/log/libvirt/charon.out 2>&1") </dev/null >/dev/null 2>&1 9>&- &
    await 10 "charon of $1 to answer" charon_answers "$1" || { tail -n 5 "$dir/$1/log/charon.out" >&2; exit 1; }
    (on_host "$1" swanctl --load-all --noprompt >/dev/null)
}

charon_answers() { (on_host "$1" swanctl --stats >/dev/null 2>&1); }

# A killed one leaves its files behind, which would keep the next one from starting.
stop_charon() { # host, signal
    (on_host "$1" sh -c "pid=\$(cat /run/charon.pid) && kill -$2 \$pid &&
        while kill -0 \$pid 2>/dev/null; do sleep 0.05; done; rm -f /run/charon.pid /run/charon.vici")
}
