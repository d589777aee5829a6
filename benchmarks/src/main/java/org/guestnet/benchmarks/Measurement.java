/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.util.List;

/** Something that can be measured. */
interface Measurement {

    /** How it is called on the command line. */
    String name();

    /** What it measures, in a line. */
    String describe();

    /**
     * Measures.
     *
     * @throws NotMeasurableException if this machine, or this build, lacks what it needs
     * @throws Exception if something failed on the way
     */
    List<Comparison> run() throws Exception;
}
