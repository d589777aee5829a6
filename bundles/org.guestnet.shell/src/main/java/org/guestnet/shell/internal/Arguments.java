/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.guestnet.api.NicScope;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MacAddress;
import org.guestnet.model.MigrationAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.PeerAddress;
import org.guestnet.model.ShellAddress;

/** Turns what was typed into values; what cannot be one is refused with {@code INVALID_ARGUMENT} and a remedy. */
public final class Arguments {

    private static final String NONE = "none";

    private Arguments() {}

    /** A host's name. */
    public static HostName host(String text) throws GuestnetException {
        return parse(text, HostName::new, "host:list shows the hosts");
    }

    /** A host's name that may be absent: null. */
    public static Optional<HostName> optionalHost(String text) throws GuestnetException {
        return text == null ? Optional.empty() : Optional.of(host(text));
    }

    /** A network's name. */
    public static NetworkName network(String text) throws GuestnetException {
        return parse(text, NetworkName::new, "net:list shows the networks");
    }

    /** A guest's name. */
    public static GuestName guest(String text) throws GuestnetException {
        return parse(text, GuestName::new, "guest:list shows the guests");
    }

    /** The MAC address of a guest's interface. */
    public static MacAddress mac(String text) throws GuestnetException {
        return parse(text, MacAddress::new, "guest:list shows the interfaces");
    }

    /** Which documents of a guest; both options mean the same as none. */
    public static NicScope scope(boolean live, boolean config) {
        if (live == config) {
            return NicScope.APPLICABLE;
        }
        return live ? NicScope.LIVE : NicScope.CONFIG;
    }

    /** Options with one more, unless it is absent: null. */
    public static <T> T option(T options, String text, BiFunction<T, String, T> with, String remedy)
            throws GuestnetException {
        return text == null ? options : parse(text, t -> with.apply(options, t), remedy);
    }

    /** A host's address. */
    public static HostAddress address(String text) throws GuestnetException {
        return parse(text, HostAddress::parse, "host:add kvm1 ssh://root@kvm1.example.org");
    }

    /** How other hosts reach a host: {@code none} if not otherwise than Guestnet does, {@code never} if they do not. */
    public static Optional<PeerAddress> peerAddress(String text) throws GuestnetException {
        return text.equals(NONE)
                ? Optional.empty()
                : Optional.of(parse(text, PeerAddress::parse, "--peer-address ssh://root@kvm1.example.org"));
    }

    /** Where a host receives guests: {@code none} for what it calls itself. */
    public static Optional<MigrationAddress> migrationAddress(String text) throws GuestnetException {
        return text.equals(NONE)
                ? Optional.empty()
                : Optional.of(parse(text, MigrationAddress::new, "--migration-address 10.1.0.1"));
    }

    /** How a host's shell is reached: {@code none} if only as its libvirt is. */
    public static Optional<ShellAddress> shellAddress(String text) throws GuestnetException {
        return text.equals(NONE)
                ? Optional.empty()
                : Optional.of(
                        parse(text, ShellAddress::parse, "--shell ssh://root@kvm1.example.org, or --shell local"));
    }

    /** A hypervisor. */
    public static Hypervisor hypervisor(String text) throws GuestnetException {
        return parse(text, Hypervisor::parse, "--hypervisor qemu");
    }

    /** A whole number of at least 1. @param most at most that */
    public static long number(String option, String text, long most, String remedy) throws GuestnetException {
        try {
            long value = Long.parseLong(text);
            if (value >= 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw invalid(option + " is a whole number, not '" + Text.visible(text) + "'", remedy);
        }
        throw invalid(option + " is 1 to " + most + ", not " + text, remedy);
    }

    /** The refusal of an argument. */
    public static GuestnetException invalid(String detail, String remedy) {
        return new GuestnetException(Finding.blocker(Codes.INVALID_ARGUMENT, detail, remedy));
    }

    private static <T> T parse(String text, Function<String, T> reader, String remedy) throws GuestnetException {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage(), remedy);
        }
    }
}
