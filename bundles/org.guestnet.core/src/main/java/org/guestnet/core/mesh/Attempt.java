/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.List;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;

/** One of several things that are all tried: what one network's links lack is no reason to leave those of others. */
interface Attempt {

    void run() throws GuestnetException;

    /** Tries; what was refused is added. @throws HostUnreachableException for then nothing else will do either */
    static void at(List<Finding> problems, Attempt attempt) throws HostUnreachableException {
        try {
            attempt.run();
        } catch (HostUnreachableException e) {
            throw e;
        } catch (GuestnetException e) {
            problems.addAll(e.findings());
        }
    }
}
