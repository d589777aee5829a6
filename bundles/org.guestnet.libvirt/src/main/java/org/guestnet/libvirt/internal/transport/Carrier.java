/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A stream of bytes to a host's libvirt daemon and back. Connected once, by one thread; {@link #close} comes from any other. */
public interface Carrier extends AutoCloseable {

    /**
     * Connects; blocks, until {@link #close} is called if need be.
     *
     * @throws IOException if the host cannot be reached, says no, or the carrier was closed
     */
    void connect() throws IOException;

    /** What comes from the daemon; only after {@link #connect}. Ends when the carrier is closed. */
    ReadableByteChannel source();

    /** What goes to the daemon; only after {@link #connect}. Fails when the carrier is closed. */
    WritableByteChannel sink();

    /** What the way itself had to say before it ended, as one line of foreign text; empty if nothing. */
    String lastWords();

    /** Ends the stream and whatever blocks on it. Any thread, any time, more than once; never blocks. */
    @Override
    void close();
}
