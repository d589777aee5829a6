/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.IpAddress;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.model.PciAddress;
import org.guestnet.model.VirtualFunction;
import org.guestnet.spi.HostView;

/** A host for tests. Immutable: each {@code with…} gives a new one. */
public final class TestHost implements HostView {

    private static final int USUAL_MTU = 1500;
    private static final int FUNCTIONS = 8; // of a PCI slot

    private final HostName name;
    private final Hypervisor hypervisor;
    private final LibvirtVersion version;
    private final List<HostDevice> devices;
    private final Map<DeviceName, HostDevice> byName;
    private final boolean shell;
    private final Map<DeviceName, List<IpAddress>> addresses;

    private TestHost(
            HostName name,
            Hypervisor hypervisor,
            LibvirtVersion version,
            List<HostDevice> devices,
            boolean shell,
            Map<DeviceName, List<IpAddress>> addresses) {
        this.name = requireNonNull(name, "name");
        this.hypervisor = requireNonNull(hypervisor, "hypervisor");
        this.version = requireNonNull(version, "version");
        this.devices = List.copyOf(devices);
        this.byName = devices.stream().collect(toMap(HostDevice::name, d -> d, (first, later) -> later));
        this.shell = shell;
        this.addresses = Map.copyOf(addresses);
    }

    /** A host with QEMU and libvirt 9.0.0 that tells nothing of its devices, and whose shell is not reached. */
    public static TestHost named(String name) {
        return new TestHost(
                new HostName(name), Hypervisor.QEMU, new LibvirtVersion(9, 0, 0), List.of(), false, Map.of());
    }

    /** The same host with another hypervisor. */
    public TestHost with(Hypervisor other) {
        return new TestHost(name, other, version, devices, shell, addresses);
    }

    /** The same host with another libvirt. */
    public TestHost withLibvirt(int major, int minor, int release) {
        LibvirtVersion other = new LibvirtVersion(major, minor, release);
        return new TestHost(name, hypervisor, other, devices, shell, addresses);
    }

    /** The same host with one more network device. */
    public TestHost with(HostDevice device) {
        return with(Stream.of(device));
    }

    private TestHost with(Stream<HostDevice> added) {
        return new TestHost(
                name,
                hypervisor,
                version,
                Stream.concat(devices.stream(), added).toList(),
                shell,
                addresses);
    }

    /** The same host with these physical interfaces too, their links up. */
    public TestHost withDevices(String... names) {
        return with(Stream.of(names).map(n -> device(n, "ethernet", true, Optional.empty())));
    }

    /**
     * The same host with a physical function too, and with its virtual functions: {@code ens1f0v0}, {@code ens1f0v1} and so on, links
     * up, each at a PCI address of its own on the bus.
     *
     * @param pf the physical function's name, short enough for the others
     * @param bus its PCI bus, 0 to 255; another one for each call
     * @param count how many virtual functions, 0 to 255
     */
    public TestHost withFunctions(String pf, int bus, int count) {
        HostDevice physical = device(pf, "ethernet", true, Optional.empty()).withPci(address(bus, 0));
        return with(physical)
                .with(IntStream.range(0, count)
                        .mapToObj(i -> device(pf + "v" + i, "ethernet", true, Optional.empty())
                                .withPci(address(bus, i + 1))
                                .withFunction(new VirtualFunction(physical.name(), i))));
    }

    private static PciAddress address(int bus, int number) {
        return new PciAddress(0, bus, number / FUNCTIONS, number % FUNCTIONS);
    }

    /** The same host with a physical interface that is set up and has no carrier. */
    public TestHost withoutCarrier(String device) {
        return with(device(device, "ethernet", true, Optional.empty()).withLinkUp(false));
    }

    /** The same host with a physical interface that is set down. */
    public TestHost withDeviceDown(String device) {
        return with(device(device, "ethernet", false, Optional.empty()));
    }

    /** The same host with a bridge that has one member. */
    public TestHost withBridge(String bridge, String member) {
        return with(device(bridge, "bridge", true, Optional.empty()))
                .with(device(member, "ethernet", true, Optional.of(new DeviceName(bridge))));
    }

    /** The same host with a shell that is reached and has told no address yet. */
    public TestHost withShell() {
        return new TestHost(name, hypervisor, version, devices, true, addresses);
    }

    /**
     * The same host with a shell that is reached and has told all addresses, these among them.
     *
     * @param device which has them; the host need not tell it otherwise
     * @param those IP addresses, the first one first; none for a device without
     */
    public TestHost withAddresses(String device, String... those) {
        Map<DeviceName, List<IpAddress>> more = new LinkedHashMap<>(addresses);
        more.put(new DeviceName(device), Stream.of(those).map(IpAddress::parse).toList());
        return new TestHost(name, hypervisor, version, devices, true, more);
    }

    private static HostDevice device(String name, String kind, boolean up, Optional<DeviceName> master) {
        HostDevice device = HostDevice.of(new DeviceName(name), kind)
                .withAdminUp(up)
                .withLinkUp(up)
                .withMtu(USUAL_MTU);
        return master.map(device::withMaster).orElse(device);
    }

    @Override
    public HostName name() {
        return name;
    }

    @Override
    public Hypervisor hypervisor() {
        return hypervisor;
    }

    @Override
    public LibvirtVersion libvirtVersion() {
        return version;
    }

    @Override
    public List<HostDevice> devices() {
        return devices;
    }

    @Override
    public Optional<HostDevice> device(DeviceName device) {
        return Optional.ofNullable(byName.get(device));
    }

    @Override
    public boolean hasShell() {
        return shell;
    }

    @Override
    public boolean knowsAddresses() {
        return !addresses.isEmpty();
    }

    @Override
    public List<IpAddress> addresses(DeviceName device) {
        return addresses.getOrDefault(device, List.of());
    }

    @Override
    public Optional<DeviceName> deviceWith(IpAddress address) {
        return addresses.entrySet().stream()
                .filter(e -> e.getValue().contains(address))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    /** The name, and what is special about the host. */
    @Override
    public String toString() {
        return name + " (" + hypervisor + ", libvirt " + version + ", "
                + devices.stream().map(d -> d.name().value()).toList() + (shell ? ", shell " + addresses : "") + ")";
    }
}
