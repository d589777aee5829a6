/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.type.user.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.Plug;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostNetwork.Scope;
import org.guestnet.spi.HostView;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.PortRequest.Purpose;

/** A user network. It has no wire: each guest reaches out through its own QEMU process, and nobody reaches in. */
final class UserNetwork implements DefinedNetwork {

    /** This type's own code: guests stay where they are. */
    static final String USER_NETWORK_STAYS = "USER_NETWORK_STAYS";

    private static final List<String> NOT_HONOURED = List.of("vlan", "virtualport", "filterref", "bandwidth", "port");

    @Override
    public HostNetwork on(HostView host) {
        return HostNetwork.resolvedByGuestnet()
                .withScope(Scope.LOCAL)
                .withFindings(host.hypervisor() == Hypervisor.QEMU ? List.of() : List.of(notOn(host)));
    }

    private static Finding notOn(HostView host) {
        return Finding.blocker(
                        Codes.DEFINITION_INVALID,
                        "only QEMU has user networking, and this host runs " + host.hypervisor() + " guests",
                        "define the network there with another type")
                .on(host.name());
    }

    @Override
    public List<Finding> admits(HostView host, PortRequest port) {
        List<Finding> found = new ArrayList<>();
        NOT_HONOURED.stream()
                .flatMap(option -> port.nic().element().all(option).stream())
                .map(o -> blocker(
                                port,
                                Codes.OPTION_UNSUPPORTED,
                                "user networking has no <" + o.name() + ">",
                                "remove it")
                        .at(o.place()))
                .forEach(found::add);
        port.nic()
                .portgroup()
                .map(g -> blocker(port, Codes.PORTGROUP_UNKNOWN, "user networking has no portgroups", "name none"))
                .ifPresent(found::add);
        if (port.purpose() == Purpose.MIGRATE_IN || port.purpose() == Purpose.MIGRATE_OUT) {
            // QEMU: "virtio-net: saved image requires vnet_hdr=on", and only after all memory was sent
            found.add(blocker(
                    port,
                    USER_NETWORK_STAYS,
                    "a guest cannot migrate between user networking and a tap device",
                    "stop the guest here and start it there"));
        }
        return found;
    }

    private static Finding blocker(PortRequest port, String code, String detail, String remedy) {
        return Finding.blocker(code, detail, remedy).on(port.nic().mac());
    }

    @Override
    public Plug plug(HostView host, PortRequest port, Optional<AttachmentPoint> claimed) {
        return Plug.of("user", Map.of());
    }
}
