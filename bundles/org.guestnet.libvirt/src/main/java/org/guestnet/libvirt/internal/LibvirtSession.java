/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostFacts;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.Migration;
import org.guestnet.driver.MigrationProgress;
import org.guestnet.driver.NetworkReport;
import org.guestnet.libvirt.internal.binding.GuestCalls;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.libvirt.internal.binding.NetworkCalls;
import org.guestnet.libvirt.internal.transport.HostShell;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Port;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.GuestDocuments;
import org.guestnet.xml.PortDocuments;
import org.guestnet.xml.Xml;

/** A session with a libvirt host. Says which call goes over which connection with which deadline, and reads the answers. */
final class LibvirtSession implements HostSession {

    private static final Duration SHORT = Duration.ofSeconds(DEADLINE_SECONDS);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final SessionParts parts;
    private final InterfaceDocuments documents = new InterfaceDocuments();
    private final Reports reports;
    private final Closing closing;
    private final NodeDevices nodes;
    private final Optional<LinkWatch> links;
    private final GuestWork work;
    private final GuestInterfaces interfaces;
    private final Migrations migrations;

    LibvirtSession(SessionParts parts, Runnable onClose) {
        this.parts = parts;
        this.reports = new Reports(parts.host().name());
        this.closing = new Closing(parts, onClose);
        this.nodes = new NodeDevices(parts.host().name(), reports::node);
        this.links = parts.shell().map(this::watch);
        this.work = new GuestWork(parts);
        this.interfaces = new GuestInterfaces(parts, work);
        this.migrations = new Migrations(parts);
    }

    private LinkWatch watch(HostShell shell) {
        parts.lifeline().ended().thenRun(shell::close);
        return new LinkWatch(
                parts.host().name(), shell::ask, parts.threads(), parts.lifeline()::changed, System::nanoTime);
    }

    SessionParts parts() {
        return parts;
    }

    private interface OnNetworks<T> {
        T call(NetworkCalls networks) throws LibvirtFailure;
    }

    private <T> T control(Line.Call<T> call) throws GuestnetException {
        return parts.calls().call(parts.control(), SHORT, call);
    }

    private <T> T networks(NetworkName about, OnNetworks<T> call) throws GuestnetException {
        try {
            return control(c -> call.call(c.networks()));
        } catch (GuestnetException e) {
            throw Failures.about(about, e);
        }
    }

    @Override
    public HostFacts facts() {
        return parts.facts();
    }

    @Override
    public HostReport observe() throws GuestnetException {
        record Look(
                List<String> devices,
                List<HostDevice> nodes,
                List<NetworkCalls.NetworkImage> networks,
                List<GuestCalls.GuestImage> guests) {}
        Look look = control(c -> new Look(
                documents.read(c), nodes.look(c), c.networks().all(), c.guests().all()));
        return new HostReport(
                devices(look.devices(), look.nodes()),
                reports.networks(look.networks()),
                reports.guests(look.guests()));
    }

    private List<HostDevice> devices(List<String> documents, List<HostDevice> seats) {
        List<HostDevice> devices = Devices.complemented(reports.devices(documents), seats);
        return links.map(watch -> Devices.complemented(devices, watch.links(devices)))
                .orElse(devices);
    }

    @Override
    public void defineNetwork(String xml) throws GuestnetException {
        control(c -> {
            c.networks().define(xml);
            return null;
        });
    }

    @Override
    public void undefineNetwork(NetworkName network) throws GuestnetException {
        change(network, n -> n.undefine(network.value()));
    }

    private interface Change {
        void on(NetworkCalls networks) throws LibvirtFailure;
    }

    private void change(NetworkName network, Change change) throws GuestnetException {
        networks(network, n -> {
            change.on(n);
            return null;
        });
    }

    @Override
    public void startNetwork(NetworkName network) throws GuestnetException {
        change(network, n -> n.start(network.value()));
    }

    @Override
    public void stopNetwork(NetworkName network) throws GuestnetException {
        change(network, n -> n.stop(network.value()));
    }

    @Override
    public void setNetworkAutostart(NetworkName network, boolean autostart) throws GuestnetException {
        change(network, n -> n.setAutostart(network.value(), autostart));
    }

    @Override
    public void updatePool(NetworkName network, DeviceName member, PoolChange change) throws GuestnetException {
        String xml = Xml.write(XmlElement.of("interface").with("dev", member.value()));
        change(network, n -> n.updatePool(network.value(), xml, change == PoolChange.ADD));
    }

    @Override
    public NetworkReport network(NetworkName network) throws GuestnetException {
        return reports.network(networks(network, n -> n.one(network.value())));
    }

    @Override
    public Port createPort(Port port) throws GuestnetException {
        NetworkName network = port.network();
        String xml = PortDocuments.write(port);
        String made = networks(
                network, n -> n.createPort(network.value(), xml, port.plug().isPresent()));
        return PortDocuments.read(made, network);
    }

    @Override
    public void deletePort(NetworkName network, UUID port) throws GuestnetException {
        change(network, n -> n.deletePort(network.value(), port.toString()));
    }

    @Override
    public Optional<GuestReport> guest(UUID guest) throws GuestnetException {
        Optional<GuestCalls.GuestImage> image = control(c -> {
            try {
                return Optional.of(c.guests().one(guest.toString()));
            } catch (LibvirtFailure failure) {
                if (failure.is(LibvirtFailure.NO_DOMAIN)) {
                    return Optional.empty();
                }
                throw failure;
            }
        });
        return image.isPresent() ? Optional.of(reports.one(image.get())) : Optional.empty();
    }

    @Override
    public String guestXml(UUID guest, GuestView view) throws GuestnetException {
        String id = guest.toString();
        return control(c -> {
            GuestCalls guests = c.guests();
            if ((view == GuestView.LIVE || view == GuestView.MIGRATABLE) && !guests.isActive(id)) {
                throw parts.failures().notRunning(guest, null);
            }
            return switch (view) {
                case PERSISTENT -> guests.xml(id, GuestCalls.SECURE | GuestCalls.INACTIVE);
                case LIVE -> guests.xml(id, GuestCalls.SECURE);
                case MIGRATABLE -> guests.xml(id, GuestCalls.SECURE | GuestCalls.MIGRATABLE);
                case SAVED -> guests.savedXml(id);
            };
        });
    }

    @Override
    public void defineGuest(String xml) throws GuestnetException {
        work.call(parts.control(), SHORT, g -> g.define(xml));
    }

    @Override
    public void undefineGuest(UUID guest) throws GuestnetException {
        // libvirt's LXC driver has no managed-save images and refuses the flag.
        boolean alsoImage = parts.host().hypervisor() == Hypervisor.QEMU;
        work.call(parts.control(), SHORT, g -> g.undefine(guest.toString(), alsoImage));
    }

    @Override
    public void startGuest(UUID guest) throws GuestnetException {
        work.call(parts.work(), LONG, guest, false, g -> g.start(guest.toString()));
    }

    @Override
    public void startGuestAs(String xml) throws GuestnetException {
        UUID guest = GuestDocuments.identity(xml).uuid();
        work.call(parts.work(), LONG, guest, false, g -> g.startAs(xml));
    }

    @Override
    public void redefineSavedGuest(UUID guest, String xml) throws GuestnetException {
        work.call(parts.control(), SHORT, g -> g.redefineSaved(guest.toString(), xml));
    }

    @Override
    public void saveGuest(UUID guest) throws GuestnetException {
        work.call(parts.work(), LONG, guest, true, g -> g.save(guest.toString()));
    }

    @Override
    public void shutdownGuest(UUID guest) throws GuestnetException {
        work.call(parts.work(), SHORT, guest, true, g -> g.shutdown(guest.toString()));
    }

    @Override
    public void destroyGuest(UUID guest) throws GuestnetException {
        work.call(parts.work(), LONG, guest, true, g -> g.destroy(guest.toString()));
    }

    @Override
    public void resumeGuest(UUID guest) throws GuestnetException {
        work.call(parts.work(), SHORT, guest, true, g -> g.resume(guest.toString()));
    }

    @Override
    public Optional<Duration> migrate(UUID guest, HostSession destination, Migration migration)
            throws GuestnetException {
        return migrations.migrate(guest, destination, migration);
    }

    @Override
    public void moveConfiguration(UUID guest, HostSession destination) throws GuestnetException {
        migrations.moveConfiguration(guest, destination);
    }

    @Override
    public void setGuestAutostart(UUID guest, boolean autostart) throws GuestnetException {
        work.call(parts.control(), SHORT, g -> g.setAutostart(guest.toString(), autostart));
    }

    @Override
    public void attachInterface(UUID guest, String interfaceXml, Extent extent) throws GuestnetException {
        interfaces.attach(guest, interfaceXml, extent);
    }

    @Override
    public void detachInterface(UUID guest, MacAddress nic, Extent extent) throws GuestnetException {
        interfaces.detach(guest, nic, extent);
    }

    @Override
    public void updateInterface(UUID guest, String interfaceXml, Extent extent) throws GuestnetException {
        interfaces.update(guest, interfaceXml, extent);
    }

    @Override
    public Optional<MigrationProgress> migrationProgress(UUID guest) throws GuestnetException {
        return migrations.progress(guest);
    }

    @Override
    public void abortMigration(UUID guest) throws GuestnetException {
        migrations.abort(guest);
    }

    @Override
    public void close() {
        closing.close();
    }

    @Override
    public String toString() {
        return "session with " + parts.host().name() + " at " + parts.host().address();
    }
}
