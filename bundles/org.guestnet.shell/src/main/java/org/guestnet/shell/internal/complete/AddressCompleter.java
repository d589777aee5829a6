/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.complete;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** How an address of a host begins; no space follows, for it goes on. */
@Service
public final class AddressCompleter implements Completer {

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        String word = line.getCursorArgument() == null ? "" : line.getCursorArgument();
        String typed = word.substring(0, Math.min(line.getArgumentPosition(), word.length()));
        Stream.of("ssh://", "tls://", "unix:/", "sim:")
                .filter(form -> form.startsWith(typed))
                .forEach(candidates::add);
        return candidates.isEmpty() ? -1 : line.getBufferPosition() - line.getArgumentPosition();
    }
}
