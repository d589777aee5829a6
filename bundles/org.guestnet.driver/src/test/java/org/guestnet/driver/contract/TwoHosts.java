/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.MigrationAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The fixture: two hosts with a session each. Everything that a test makes is named by {@link Documents} and removed after it. */
abstract class TwoHosts {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(10).toNanos();

    /** The suite's names and documents. */
    final Documents make = new Documents(domainType());

    /** What was heard from the first host. */
    final Hearing heard = new Hearing();

    /** The session with the first host. */
    HostSession a;

    /** The session with the second host. */
    HostSession b;

    /** The driver that has to keep the contract. */
    protected abstract HypervisorDriver driver();

    /** The first host. It may be used by earlier tests; what is named {@code contract-…} there is the suite's own. */
    protected abstract Host hostA();

    /** The second host; guests of the first can be migrated to it. */
    protected abstract Host hostB();

    /** At least three devices of that host with their link up, which nobody uses and macvtap devices can be put on. */
    protected abstract List<DeviceName> nics(Host host);

    /** Pauses a running guest: there is no such call in the contract. */
    protected abstract void pause(Host host, UUID guest) throws Exception;

    /** Makes the guest's next migration away from that host last for several seconds at least, unless it is aborted. */
    protected abstract void slowMigration(Host host, UUID guest) throws Exception;

    /** The address at which another host reaches that host's libvirt; empty if the hosts of the suite do not reach each other. */
    protected Optional<HostAddress> peer(Host host) {
        return Optional.empty();
    }

    /** An address at which a host reaches nobody's libvirt. */
    protected abstract HostAddress deadPeer();

    /** Where that host receives guests; empty if the hosts of the suite have no network for it. */
    protected Optional<MigrationAddress> migrationAddress(Host host) {
        return Optional.empty();
    }

    /** The {@code type} of the guests' domain XML. */
    protected String domainType() {
        return "qemu";
    }

    @BeforeEach
    void openSessions() throws GuestnetException {
        a = driver().open(hostA(), heard);
        b = driver().open(hostB(), new Hearing());
    }

    @AfterEach
    void removeWhatTheTestMade() throws GuestnetException {
        if (a != null) {
            a.close();
        }
        if (b != null) {
            b.close();
        }
        Cleaner cleaner = new Cleaner();
        cleaner.clean(driver(), hostA());
        cleaner.clean(driver(), hostB());
        cleaner.complain();
    }

    /** The devices of the first host, from the first. */
    final DeviceName nicOfA(int index) {
        return nics(hostA()).get(index);
    }

    /** The devices of the second host, from the first. */
    final DeviceName nicOfB(int index) {
        return nics(hostB()).get(index);
    }

    /** The call is refused with that code, by a host that answered. */
    static void refused(String code, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown)
                .as("a refusal with %s", code)
                .isInstanceOf(GuestnetException.class)
                .isNotInstanceOf(HostUnreachableException.class);
        assertThat(((GuestnetException) thrown).code()).as(thrown.getMessage()).isEqualTo(code);
    }

    /** Waits until it is so. */
    static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("deadline for: %s", what).isLessThan(end);
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
