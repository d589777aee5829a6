/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.guestnet.driver.HostListener;
import org.guestnet.model.HostName;
import org.junit.jupiter.api.Test;

/** What libvirt's threads hand over; the session's own threads are a queue here. */
final class LifelineTest implements HostListener, Lifeline.Way {

    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final Lifeline lifeline = new Lifeline(new HostName("kvm1"), this, queue::add, this);
    private String words = "";

    @Override
    public void changed() {
        told.add("changed");
    }

    @Override
    public void lost(String reason) {
        told.add("lost: " + reason);
    }

    @Override
    public void cut() {
        told.add("cut");
    }

    @Override
    public String lastWords() {
        return words;
    }

    private void runAll() {
        for (Runnable work = queue.poll(); work != null; work = queue.poll()) {
            work.run();
        }
    }

    @Test
    void libvirtsThreadsOnlyHandOverAndChangesMeanwhileAreMerged() {
        for (int i = 0; i < 1000; i++) {
            lifeline.changed();
        }
        assertThat(told).isEmpty();
        assertThat(queue).hasSize(1);
        runAll();
        lifeline.changed();
        runAll();
        assertThat(told).containsExactly("changed", "changed");
    }

    @Test
    void theEndIsHandedOverTooAndHasTheWordsOfTheWay() {
        words = "Connection closed by remote host";
        lifeline.ended("the daemon ended");
        assertThat(lifeline.ended()).isNotDone();
        runAll();
        assertThat(told).containsExactly("cut", "lost: the daemon ended: Connection closed by remote host");
    }

    @Test
    void theFirstReasonCountsAndNothingFollowsIt() {
        lifeline.lost("first");
        lifeline.lost("second");
        lifeline.ended("third");
        lifeline.changed();
        runAll();
        assertThat(told).containsExactly("cut", "lost: first");
    }

    @Test
    void aSessionThatIsClosedHasNothingToTell() {
        assertThat(lifeline.closing()).isTrue();
        lifeline.ended("the connection ended because we closed it");
        lifeline.changed();
        runAll();
        assertThat(told).isEmpty();
        assertThat(lifeline.closing()).isFalse();
    }
}
