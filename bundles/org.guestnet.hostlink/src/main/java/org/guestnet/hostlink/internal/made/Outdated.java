/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.guestnet.hostlink.internal.seen.Device;
import org.guestnet.hostlink.internal.seen.Snapshot;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.ShellException;
import org.guestnet.model.DeviceName;
import org.guestnet.model.link.ArrivalGuard;

/**
 * Devices that must not go on as they are, whatever of the new ones is refused: those that are there otherwise may send in clear, and
 * those without a guard may take in what is.
 */
final class Outdated {

    private final HostShell shell;
    private final Snapshot seen;
    private final Refusals refusals;
    private final Set<DeviceName> gone = new HashSet<>();

    Outdated(HostShell shell, Snapshot seen, Refusals refusals) {
        this.shell = shell;
        this.seen = seen;
        this.refusals = refusals;
    }

    /** Those that were guarded otherwise go when the new guard was refused. */
    void removeUnguarded(Collection<ArrivalGuard> guards) throws ShellException {
        Set<DeviceName> names = new HashSet<>();
        guards.stream().map(ArrivalGuard::vxlan).filter(refusals::concern).forEach(names::add);
        names.removeAll(gone);
        remove(names);
    }

    /** Those of these that are there. */
    void remove(Set<DeviceName> names) throws ShellException {
        Batch batch = Batch.ofIp();
        for (DeviceName name : names) {
            seen.device(name)
                    .filter(Device::isOursOrUnmarked)
                    .map(Device::resource)
                    .ifPresent(vxlan -> {
                        gone.add(name);
                        batch.add(vxlan, VxlanLines.remove(vxlan));
                    });
        }
        refusals.add(batch.run(shell));
    }

    /** The device of that name, if it stayed. */
    Optional<Device> stayed(DeviceName name) {
        return seen.device(name).filter(d -> !gone.contains(name));
    }
}
