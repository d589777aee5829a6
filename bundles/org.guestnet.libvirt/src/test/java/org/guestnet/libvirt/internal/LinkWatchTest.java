/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.PciAddress;
import org.junit.jupiter.api.Test;

/** When the host's shell is asked, and what is known then. */
final class LinkWatchTest {

    private static final HostDevice NIC =
            HostDevice.of(new DeviceName("eth0"), "ethernet").withPci(PciAddress.parse("0000:3b:00.0"));
    private static final String UP = "[{\"ifname\":\"eth0\",\"flags\":[\"UP\"],\"permaddr\":\"52:54:00:00:00:01\"}]";
    private static final String DOWN = UP.replace("\"UP\"", "");

    private final Queue<Runnable> begun = new ArrayDeque<>();
    private String answer = UP;
    private int asked;
    private int told;
    private long now = 1;
    private final LinkWatch watch =
            new LinkWatch(new HostName("kvm1"), this::answer, begun::add, () -> told++, () -> now);

    private String answer() throws IOException {
        asked++;
        if (answer == null) {
            throw new IOException("no shell for you");
        }
        return answer;
    }

    private List<HostDevice> look(HostDevice... devices) {
        List<HostDevice> known = watch.links(List.of(devices));
        while (!begun.isEmpty()) {
            begun.remove().run();
        }
        return known;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aLookDoesNotWaitAndTheAnswerIsTold() {
        assertThat(watch.links(List.of(NIC))).isEmpty();
        assertThat(watch.links(List.of(NIC))).isEmpty();
        assertThat(begun).hasSize(1);
        begun.remove().run();
        assertThat(told).isEqualTo(1);
        assertThat(look(NIC)).extracting(HostDevice::adminUp).containsExactly(java.util.Optional.of(true));
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void itIsAskedAgainWhenTheAnswerIsOldAndToldOnlyWhatDiffers() {
        look(NIC);
        pass(Duration.ofSeconds(31));
        look(NIC);
        assertThat(asked).isEqualTo(2);
        assertThat(told).isEqualTo(1);
        answer = DOWN;
        pass(Duration.ofSeconds(31));
        look(NIC);
        assertThat(told).isEqualTo(2);
    }

    @Test
    void itIsAskedSoonerWhenOtherDevicesAreSeenButNotForThoseOfGuests() {
        HostDevice tap = HostDevice.of(new DeviceName("macvtap3"), "ethernet");
        look(NIC);
        look(NIC.withLinkUp(false));
        assertThat(asked).isEqualTo(1);
        pass(Duration.ofSeconds(6));
        look(NIC, tap);
        assertThat(asked).isEqualTo(1);
        look(NIC.withLinkUp(false), tap);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aHostWithoutShellIsSeldomAsked() {
        answer = null;
        look(NIC);
        pass(Duration.ofSeconds(60));
        assertThat(look(NIC.withLinkUp(true))).isEmpty();
        assertThat(asked).isEqualTo(1);
        assertThat(told).isZero();
        answer = UP;
        pass(Duration.ofMinutes(5));
        look(NIC);
        assertThat(look(NIC)).hasSize(1);
    }

    @Test
    void whatCannotHaveChangedStaysKnownWhenTheShellFails() {
        look(NIC);
        answer = "ip: command not found";
        pass(Duration.ofSeconds(31));
        look(NIC);
        assertThat(look(NIC))
                .containsExactly(
                        HostDevice.of(NIC.name(), "ethernet").withPermanentMac(new MacAddress("52:54:00:00:00:01")));
    }

    @Test
    void aSessionThatIsClosedIsNoFailure() {
        LinkWatch closed = new LinkWatch(
                new HostName("kvm1"),
                this::answer,
                work -> {
                    throw new RejectedExecutionException();
                },
                () -> told++,
                () -> now);
        assertThat(closed.links(List.of(NIC))).isEmpty();
        assertThat(asked).isZero();
    }
}
