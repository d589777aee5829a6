/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.guestnet.libvirt.internal.binding.DeviceCalls;
import org.guestnet.libvirt.internal.binding.DeviceCalls.Kind;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.xml.NodeDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's memory of where the host's network devices sit. What a node device of a name is does not change, so a look costs one
 * call for the names, and more only for what is new: that keeps looks cheap on hosts with hundreds of virtual functions.
 */
final class NodeDevices {

    private static final Logger LOG = LoggerFactory.getLogger(NodeDevices.class);
    private static final long FRESH_NANOS = Duration.ofMinutes(10).toNanos(); // if it does change after all

    private final HostName host;
    private final Function<String, Optional<NodeDevice>> reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Optional<NodeDevice>> nets = new HashMap<>(); // guarded by lock, as the next three
    private final Map<String, Optional<NodeDevice>> pci = new HashMap<>();
    private long emptied = System.nanoTime();
    private boolean complained;
    private volatile List<HostDevice> seen = List.of();

    /** @param reader reads a document; empty if it cannot be understood */
    NodeDevices(HostName host, Function<String, Optional<NodeDevice>> reader) {
        this.host = host;
        this.reader = reader;
    }

    /**
     * What the host tells now; what it told last if another call is asking already, or if it does not answer this question.
     *
     * @throws LibvirtFailure if the connection has ended
     */
    List<HostDevice> look(LibvirtConnection connection) throws LibvirtFailure {
        if (lock.tryLock()) {
            try {
                seen = read(connection.devices());
            } catch (LibvirtFailure failure) {
                refused(connection, failure);
            } finally {
                lock.unlock();
            }
        }
        return seen;
    }

    /** A daemon without node devices still manages guests. */
    private void refused(LibvirtConnection connection, LibvirtFailure failure) throws LibvirtFailure {
        if (!connection.isAlive()) {
            throw failure;
        }
        nets.clear(); // what was read in vain is read again
        if (!complained) {
            complained = true;
            LOG.warn(
                    "{}: libvirt does not tell its node devices, so PCI addresses and virtual functions are not known: {}",
                    host,
                    failure.getMessage());
        }
    }

    private List<HostDevice> read(DeviceCalls devices) throws LibvirtFailure {
        if (System.nanoTime() - emptied > FRESH_NANOS) {
            nets.clear();
            pci.clear();
            emptied = System.nanoTime();
        }
        boolean changed = take(devices, Kind.NET, nets, name -> !nets.containsKey(name));
        if (changed || seen.isEmpty()) {
            takeParents(devices);
            return Seats.of(known(nets), known(pci));
        }
        return seen;
    }

    /** New virtual functions are listed by their physical one, whose document is then old. */
    private void takeParents(DeviceCalls devices) throws LibvirtFailure {
        Set<String> parents = new HashSet<>();
        known(nets)
                .forEach(net -> net.parent().filter(p -> p.startsWith("pci_")).ifPresent(parents::add));
        pci.keySet().retainAll(parents);
        if (pci.keySet().containsAll(parents)) {
            return;
        }
        pci.values()
                .removeIf(d ->
                        d.filter(known -> known.physicalFunction().isPresent()).isEmpty());
        take(devices, Kind.PCI, pci, name -> parents.contains(name) && !pci.containsKey(name));
    }

    /** Reads what is wanted, and forgets what is gone. @return whether anything was new or gone */
    private boolean take(
            DeviceCalls devices, Kind kind, Map<String, Optional<NodeDevice>> known, Predicate<String> wanted)
            throws LibvirtFailure {
        Set<String> names = new HashSet<>();
        boolean more = false;
        for (DeviceCalls.Node node : devices.nodes(kind, wanted)) {
            names.add(node.name());
            if (node.xml().isPresent()) {
                known.put(node.name(), reader.apply(node.xml().get()));
                more = true;
            }
        }
        return known.keySet().retainAll(names) || more;
    }

    private static List<NodeDevice> known(Map<String, Optional<NodeDevice>> devices) {
        return devices.values().stream().flatMap(Optional::stream).toList();
    }
}
