/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;

/** Where ports of a network attach on a host: a member of a pool. Immutable. */
public final class AttachmentPoint {

    private final String identity;
    private final DeviceName device;
    private final OptionalInt limit;
    private final Finding unusable;

    private AttachmentPoint(String identity, DeviceName device, OptionalInt limit, Finding unusable) {
        this.identity = requireNonNull(identity, "identity");
        this.device = requireNonNull(device, "device");
        this.limit = requireNonNull(limit, "limit");
        this.unusable = unusable;
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw new IllegalArgumentException("limit must be at least 1 but is " + limit.getAsInt());
        }
    }

    /** A device that serves any number of guests; its identity is its name. */
    public static AttachmentPoint of(DeviceName device) {
        return new AttachmentPoint(device.value(), device, OptionalInt.empty(), null);
    }

    /**
     * A copy with another identity. It is the same for all networks of the host, so that two networks over one device share its
     * slots.
     */
    public AttachmentPoint withIdentity(String other) {
        return new AttachmentPoint(other, device, limit, unusable);
    }

    /**
     * A copy that serves at most so many guests.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public AttachmentPoint withLimit(int guests) {
        return new AttachmentPoint(identity, device, OptionalInt.of(guests), unusable);
    }

    /** A copy that cannot be used at the moment, with the reason. */
    public AttachmentPoint withUnusable(Finding reason) {
        return new AttachmentPoint(identity, device, limit, requireNonNull(reason, "reason"));
    }

    /** Identity of the device on its host. */
    public String identity() {
        return identity;
    }

    /** The device as libvirt knows it in the published network. */
    public DeviceName device() {
        return device;
    }

    /** How many guests it may serve; empty if any number. */
    public OptionalInt limit() {
        return limit;
    }

    /** Why it cannot be used at the moment; empty if it can. */
    public Optional<Finding> unusable() {
        return Optional.ofNullable(unusable);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttachmentPoint && same((AttachmentPoint) other);
    }

    private boolean same(AttachmentPoint o) {
        return identity.equals(o.identity)
                && device.equals(o.device)
                && limit.equals(o.limit)
                && unusable().equals(o.unusable());
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    /** For people: the device and its limit. */
    @Override
    public String toString() {
        return device + (limit.isPresent() ? " (at most " + limit.getAsInt() + ")" : "");
    }
}
