/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.libvirt.internal.binding.GuestCalls.GuestImage;
import org.guestnet.libvirt.internal.binding.NetworkCalls.NetworkImage;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Port;
import org.guestnet.xml.DeviceDocuments;
import org.guestnet.xml.GuestDocuments;
import org.guestnet.xml.NodeDevice;
import org.guestnet.xml.PortDocuments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes reports of what libvirt tells. One strange object on a host must not hide all others: it is left out, and the log says so
 * once.
 */
final class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private static final int MAX_COMPLAINTS = 1_000;
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]"); // would forge lines of the log

    private final HostName host;
    private final Set<String> complained = ConcurrentHashMap.newKeySet();

    Reports(HostName host) {
        this.host = host;
    }

    private interface Reading<A, B> {
        B read(A image) throws GuestnetException;
    }

    private <A, B> List<B> all(String what, List<A> images, Function<A, String> name, Reading<A, B> reading) {
        List<B> reports = new ArrayList<>(images.size());
        for (A image : images) {
            try {
                reports.add(reading.read(image));
            } catch (GuestnetException | RuntimeException e) { // a host's documents are not ours to foresee
                complain(what + name.apply(image), e);
            }
        }
        return reports;
    }

    private void complain(String what, Exception problem) {
        if (complained.size() < MAX_COMPLAINTS && complained.add(what + problem.getMessage())) {
            LOG.warn("{}: a {} is left out of what is shown: {}", host, what, problem.getMessage());
        }
    }

    private static String quoted(String name) {
        return " '" + CONTROL.matcher(String.valueOf(name)).replaceAll("?") + "'";
    }

    List<NetworkReport> networks(List<NetworkImage> images) {
        return all("network", images, i -> quoted(i.name()), this::network);
    }

    NetworkReport network(NetworkImage image) {
        NetworkName name = new NetworkName(image.name());
        List<Port> ports =
                all("port", image.portXml(), xml -> " of network '" + name + "'", xml -> PortDocuments.read(xml, name));
        return new NetworkReport(
                name,
                UUID.fromString(image.uuid()),
                image.persistent(),
                image.autostart(),
                image.configXml(),
                image.liveXml(),
                ports);
    }

    List<HostDevice> devices(List<String> documents) {
        List<HostDevice> devices = new ArrayList<>();
        all("device", documents, xml -> "", DeviceDocuments::read).forEach(devices::addAll);
        return Devices.merged(devices);
    }

    /** A node device; empty if it cannot be understood. */
    Optional<NodeDevice> node(String document) {
        return all("node device", List.of(document), xml -> "", DeviceDocuments::readNode).stream()
                .findFirst();
    }

    List<GuestReport> guests(List<GuestImage> images) {
        return all("guest", images, i -> quoted(i.name()), this::guest);
    }

    /** @throws GuestnetException {@code HOST_REFUSED} also if the guest's name or document cannot be understood */
    GuestReport one(GuestImage image) throws GuestnetException {
        try {
            return guest(image);
        } catch (RuntimeException e) {
            throw new GuestnetException(
                    Finding.blocker(
                                    Codes.HOST_REFUSED,
                                    "the guest" + quoted(image.name()) + " cannot be understood: " + e.getMessage(),
                                    "look at it with virsh dumpxml " + image.uuid())
                            .on(host),
                    e);
        }
    }

    private GuestReport guest(GuestImage image) throws GuestnetException {
        Optional<List<GuestInterface>> live = image.liveXml().isPresent()
                ? Optional.of(GuestDocuments.interfaces(image.liveXml().get()))
                : Optional.empty();
        // A transient guest's configuration is its live document: not read twice.
        List<GuestInterface> configured =
                image.persistent() || live.isEmpty() ? GuestDocuments.interfaces(image.configXml()) : live.get();
        return new GuestReport(
                UUID.fromString(image.uuid()),
                new GuestName(image.name()),
                GuestStates.of(image),
                image.persistent(),
                image.autostart(),
                image.saved(),
                configured,
                live.orElse(List.of()),
                GuestDocuments.held(image.liveXml().orElse(image.configXml())));
    }
}
