/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;

/** How a guest gets another interface. Immutable. */
public final class AttachOptions {

    private static final Pattern MODEL = Pattern.compile("[a-zA-Z0-9_-]{1,64}"); // libvirt's own rule, and a limit

    private static final AttachOptions DEFAULTS = new AttachOptions(
            Optional.empty(), NicScope.APPLICABLE, Optional.empty(), "virtio", Optional.empty(), Set.of(), false);

    private final Optional<HostName> host;
    private final NicScope scope;
    private final Optional<MacAddress> mac;
    private final String model;
    private final Optional<String> portgroup;
    private final Set<String> accepted;
    private final boolean dryRun;

    private AttachOptions(
            Optional<HostName> host,
            NicScope scope,
            Optional<MacAddress> mac,
            String model,
            Optional<String> portgroup,
            Set<String> accepted,
            boolean dryRun) {
        this.host = requireNonNull(host, "host");
        this.scope = requireNonNull(scope, "scope");
        this.mac = requireNonNull(mac, "mac");
        this.model = requireNonNull(model, "model");
        this.portgroup = requireNonNull(portgroup, "portgroup");
        this.accepted = Set.copyOf(accepted);
        this.dryRun = dryRun;
    }

    /** At the only host that has the guest, a virtio interface with a new MAC address and without a portgroup, for real. */
    public static AttachOptions defaults() {
        return DEFAULTS;
    }

    /** A copy with the host that has the guest. */
    public AttachOptions at(HostName where) {
        return new AttachOptions(Optional.of(where), scope, mac, model, portgroup, accepted, dryRun);
    }

    /** A copy for those documents of the guest. */
    public AttachOptions in(NicScope documents) {
        return new AttachOptions(host, documents, mac, model, portgroup, accepted, dryRun);
    }

    /** A copy with that MAC address. */
    public AttachOptions with(MacAddress address) {
        return new AttachOptions(host, scope, Optional.of(address), model, portgroup, accepted, dryRun);
    }

    /**
     * A copy with that model of device, by libvirt's name.
     *
     * @throws IllegalArgumentException if it is not letters, digits, hyphens and underscores
     */
    public AttachOptions withModel(String name) {
        if (!MODEL.matcher(name).matches()) {
            throw new IllegalArgumentException("the model '" + name + "' is not a name like virtio or e1000e");
        }
        return new AttachOptions(host, scope, mac, name, portgroup, accepted, dryRun);
    }

    /**
     * A copy with that portgroup of the network.
     *
     * @throws IllegalArgumentException if it is empty or has control characters
     */
    public AttachOptions withPortgroup(String name) {
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a portgroup's name is not empty and has no control characters");
        }
        return new AttachOptions(host, scope, mac, model, Optional.of(name), accepted, dryRun);
    }

    /** A copy that accepts the findings of these codes. */
    public AttachOptions accepting(Set<String> codes) {
        return new AttachOptions(host, scope, mac, model, portgroup, codes, dryRun);
    }

    /** A copy that only plans. */
    public AttachOptions withDryRun(boolean on) {
        return new AttachOptions(host, scope, mac, model, portgroup, accepted, on);
    }

    /** The host that has the guest; empty for the only one. */
    public Optional<HostName> host() {
        return host;
    }

    /** Which documents of the guest. */
    public NicScope scope() {
        return scope;
    }

    /** The MAC address; empty for a new one. */
    public Optional<MacAddress> mac() {
        return mac;
    }

    /** The model of the device, by libvirt's name. */
    public String model() {
        return model;
    }

    /** The portgroup; empty for none. */
    public Optional<String> portgroup() {
        return portgroup;
    }

    /** The codes of the findings that are accepted. */
    public Set<String> accepted() {
        return accepted;
    }

    /** Whether nothing is changed. */
    public boolean dryRun() {
        return dryRun;
    }
}
