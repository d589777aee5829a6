/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.complete;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.guestnet.api.GuestInfo;
import org.guestnet.api.Guests;

/**
 * MAC addresses of the interfaces of the guest on the command line; of all guests if none is there: Karaf shows the word alone when it
 * asks whether it is right.
 */
@Service
public final class NicCompleter extends NamesCompleter {

    @Reference
    Guests guests;

    @Override
    Stream<String> names(Session session, CommandLine line) {
        Set<String> words = Arrays.stream(line.getArguments()).collect(Collectors.toSet());
        List<GuestInfo> named = guests.list().stream()
                .filter(g -> words.contains(g.name().value()))
                .toList();
        return (named.isEmpty() ? guests.list() : named)
                .stream()
                        .flatMap(g -> g.interfaces().stream())
                        .map(nic -> nic.mac().value())
                        .distinct();
    }
}
