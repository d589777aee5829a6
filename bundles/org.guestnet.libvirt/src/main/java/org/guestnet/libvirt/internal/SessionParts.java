/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.guestnet.driver.HostFacts;
import org.guestnet.libvirt.internal.transport.HostShell;
import org.guestnet.model.Host;

/**
 * What a session consists of.
 *
 * @param number of the session in this process; orders sessions
 * @param host whose it is
 * @param facts what the host's libvirt is
 * @param control the connections for events and what is short
 * @param work the connections for what takes long: start, stop, save, migrate
 * @param calls makes calls
 * @param lifeline knows the end
 * @param failures words for failures
 * @param threads the session's own, bounded
 * @param shell the host's own shell, if there is a way to it
 */
record SessionParts(
        long number,
        Host host,
        HostFacts facts,
        Lines control,
        Lines work,
        Calls calls,
        Lifeline lifeline,
        Failures failures,
        ExecutorService threads,
        Optional<HostShell> shell) {}
