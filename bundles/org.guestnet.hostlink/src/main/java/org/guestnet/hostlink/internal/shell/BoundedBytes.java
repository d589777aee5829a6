/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first bytes of what a host says, and remembers that there were more. Any thread. */
final class BoundedBytes extends OutputStream {

    private static final int MAX = 8 << 20; // some ten thousand forwarding entries

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean overflown;

    @Override
    public synchronized void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int room = Math.min(length, MAX - kept.size());
        kept.write(bytes, offset, room);
        overflown |= room < length;
    }

    synchronized String text() throws ShellException {
        if (overflown) {
            throw ShellException.lost("the host says more than " + MAX + " bytes", "look what its tools say", null);
        }
        return kept.toString(StandardCharsets.UTF_8);
    }
}
