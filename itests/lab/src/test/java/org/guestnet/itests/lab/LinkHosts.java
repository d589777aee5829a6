/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.util.List;
import java.util.Optional;
import org.guestnet.example.encryption.wireguard.internal.WireGuardEncryptionProvider;
import org.guestnet.hostlink.internal.HostLinkDriver;
import org.guestnet.hostlink.internal.shell.SshFiles;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.ShellAddress;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.type.tunnel.internal.ipsec.IpsecEncryptionProvider;

/** The lab's hosts as the driver of links is given them. */
final class LinkHosts {

    static final List<EncryptionProvider> ENCRYPTIONS =
            List.of(new IpsecEncryptionProvider(), new WireGuardEncryptionProvider());

    private LinkHosts() {}

    /** A driver with the lab's keys. */
    static HostLinkDriver driver(Lab lab) {
        SshFiles files = new SshFiles(
                List.of(lab.directory().resolve("ssh/id_ed25519")),
                lab.directory().resolve("ssh/known_hosts"));
        return new HostLinkDriver(files, ENCRYPTIONS);
    }

    /** That host by its daemon's socket, and its shell by ssh. */
    static Host of(Lab lab, String host) {
        HostAddress ssh = HostAddress.parse("ssh://root@" + lab.addressOf(host));
        return LibvirtHosts.local(lab, host, Hypervisor.QEMU)
                .withShellAddress(Optional.of(new ShellAddress(Optional.of(ssh))));
    }

    /** A bridge as libvirt makes it, whose own address does not follow its ports. */
    static void makeBridge(Lab lab, String host, DeviceName bridge) {
        if (!lab.tryExec(host, "ip", "link", "show", bridge.value()).ok()) {
            String mac = String.format("52:54:00:%02x:00:%02x", bridge.hashCode() & 0xff, host.charAt(0) - '@');
            lab.exec(host, "ip", "link", "add", bridge.value(), "address", mac, "type", "bridge", "forward_delay", "0");
            lab.exec(host, "ip", "link", "set", bridge.value(), "up");
        }
    }

    static void removeBridge(Lab lab, String host, DeviceName bridge) {
        lab.tryExec(host, "ip", "link", "delete", bridge.value());
    }
}
