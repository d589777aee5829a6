/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that needs real hosts: it gets one {@link Lab}, as a parameter of its constructor or methods, which goes
 * down after its last test. Where a lab is impossible the class is skipped, saying why, and under {@code CI=true} it fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LabExtension.class)
@interface RequiresLab {

    /** How many hosts: A, B, C, … */
    int hosts() default 2;

    /** Whether the JVM reaches the hosts by their addresses (ssh, TLS), not only by unix sockets. */
    boolean manager() default false;
}
