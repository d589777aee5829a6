/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.guestnet.api.HostInfo;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostFacts;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.Host;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.IpAddress;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.model.NetworkName;
import org.guestnet.spi.HostView;

/**
 * A host as it was last seen. Immutable. While the host does not answer, it keeps what was seen before.
 *
 * @param host the host
 * @param status whether it answers
 * @param reason why it does not
 * @param facts what its libvirt is; empty if never seen
 * @param deviceIndex its network devices
 * @param identities which names mean the same device
 * @param networks its networks
 * @param guests its guests
 * @param seen when it was last seen
 * @param addresses the IP addresses of its devices, as its own shell told them; empty if it has not
 */
public record HostState(
        Host host,
        HostInfo.State status,
        String reason,
        Optional<HostFacts> facts,
        Map<DeviceName, HostDevice> deviceIndex,
        Identities identities,
        Map<NetworkName, NetworkReport> networks,
        Guests guests,
        Optional<Instant> seen,
        Optional<Map<DeviceName, List<IpAddress>>> addresses)
        implements HostView {

    private static final LibvirtVersion UNKNOWN = new LibvirtVersion(0, 0, 0);

    static HostState connecting(Host host) {
        return new HostState(
                host,
                HostInfo.State.CONNECTING,
                "",
                Optional.empty(),
                Map.of(),
                Identities.NONE,
                Map.of(),
                Guests.NONE,
                Optional.empty(),
                Optional.empty());
    }

    /** The same host with other addresses of which its own session knows nothing. */
    HostState with(Host changed) {
        return new HostState(
                changed, status, reason, facts, deviceIndex, identities, networks, guests, seen, addresses);
    }

    /** The same host at another address: what was seen of it before counts until it is seen there. */
    HostState movedTo(Host changed) {
        return new HostState(
                changed,
                HostInfo.State.CONNECTING,
                "it was not reached at " + changed.address() + " yet",
                facts,
                deviceIndex,
                identities,
                networks,
                guests,
                seen,
                addresses);
    }

    HostState down(String why) {
        return new HostState(
                host, HostInfo.State.DOWN, why, facts, deviceIndex, identities, networks, guests, seen, addresses);
    }

    /** What is as it was before stays the same object: it is shared, and whoever counted it need not count again. */
    HostState up(HostFacts now, HostReport report) {
        Map<DeviceName, HostDevice> devices = kept(deviceIndex, report.devices(), HostDevice::name);
        Map<UUID, GuestReport> seenGuests = kept(guests, report.guests(), GuestReport::uuid);
        return new HostState(
                host,
                HostInfo.State.UP,
                "",
                Optional.of(now),
                devices,
                devices == deviceIndex ? identities : identities.seen(devices.values()),
                kept(networks, report.networks(), NetworkReport::name),
                seenGuests == guests ? guests : new Guests(seenGuests.values()),
                Optional.of(Instant.now()),
                addresses);
    }

    private static <K, V> Map<K, V> kept(Map<K, V> before, List<V> now, Function<V, K> key) {
        boolean same = now.size() == before.size() && now.stream().allMatch(v -> v.equals(before.get(key.apply(v))));
        return same ? before : new KeyedMap<>(now, key);
    }

    HostState with(GuestReport guest) {
        Map<UUID, GuestReport> changed = new LinkedHashMap<>(guests);
        changed.put(guest.uuid(), guest);
        return withGuests(changed.values());
    }

    HostState withoutGuest(UUID guest) {
        Map<UUID, GuestReport> changed = new LinkedHashMap<>(guests);
        changed.remove(guest);
        return withGuests(changed.values());
    }

    private HostState withGuests(Collection<GuestReport> changed) {
        return new HostState(
                host, status, reason, facts, deviceIndex, identities, networks, new Guests(changed), seen, addresses);
    }

    /** A copy in which that network is as it was read just now. */
    public HostState with(NetworkReport network) {
        Map<NetworkName, NetworkReport> changed = new LinkedHashMap<>(networks);
        changed.put(network.name(), network);
        return withNetworks(changed.values());
    }

    HostState withoutNetwork(NetworkName network) {
        Map<NetworkName, NetworkReport> changed = new LinkedHashMap<>(networks);
        changed.remove(network);
        return withNetworks(changed.values());
    }

    private HostState withNetworks(Collection<NetworkReport> changed) {
        return new HostState(
                host,
                status,
                reason,
                facts,
                deviceIndex,
                identities,
                new KeyedMap<>(changed, NetworkReport::name),
                guests,
                seen,
                addresses);
    }

    HostState with(Map<DeviceName, List<IpAddress>> told) {
        return new HostState(
                host,
                status,
                reason,
                facts,
                deviceIndex,
                identities,
                networks,
                guests,
                seen,
                Optional.of(Map.copyOf(told)));
    }

    /** Whether it answers. */
    public boolean isUp() {
        return status == HostInfo.State.UP;
    }

    /** How many guests run there. */
    public int running() {
        return (int) guests.values().stream().filter(g -> g.state().isActive()).count();
    }

    /** That it does not answer, as a finding. */
    public Finding downFinding() {
        String why = reason.isEmpty() ? "it was never reached" : reason;
        return Finding.blocker(
                        Codes.HOST_DOWN,
                        "the host does not answer: " + why,
                        "check the host and its libvirt daemon; it is tried again all the time")
                .on(host.name());
    }

    @Override
    public HostName name() {
        return host.name();
    }

    @Override
    public Hypervisor hypervisor() {
        return host.hypervisor();
    }

    @Override
    public LibvirtVersion libvirtVersion() {
        return facts.map(HostFacts::libvirt).orElse(UNKNOWN);
    }

    @Override
    public Collection<HostDevice> devices() {
        return deviceIndex.values();
    }

    @Override
    public Optional<HostDevice> device(DeviceName name) {
        return Optional.ofNullable(deviceIndex.get(name));
    }

    @Override
    public boolean hasShell() {
        return host.hasShell();
    }

    @Override
    public List<IpAddress> addresses(DeviceName device) {
        return addresses.map(all -> all.getOrDefault(device, List.of())).orElse(List.of());
    }

    @Override
    public boolean knowsAddresses() {
        return addresses.isPresent();
    }

    @Override
    public Optional<DeviceName> deviceWith(IpAddress address) {
        return addresses.flatMap(all -> all.entrySet().stream()
                .filter(e -> e.getValue().contains(address))
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder()));
    }
}
