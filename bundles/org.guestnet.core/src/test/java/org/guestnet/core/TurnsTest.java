/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.core.Scene.KVM1;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostView;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.Reading;
import org.guestnet.spi.Usage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What providers are told of who was served last. */
class TurnsTest {

    private Scene scene;

    @BeforeEach
    void hosts() throws GuestnetException {
        scene = new Scene();
        scene.core.add("turns", definition -> Reading.of(new Turns(), List.of()));
        scene.define(KVM1, "<network type='turns'><name>red-network</name></network>");
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private String startedAndStopped(UUID guest, String name) throws GuestnetException {
        scene.start(name);
        String device = scene.device(KVM1, guest);
        scene.core.guests().stop(new GuestName(name), Optional.empty(), StopMode.DESTROY, false);
        return device;
    }

    @Test
    void theMemberThatWasGivenLastComesLastAlsoWhenItIsFreeAgain() throws GuestnetException {
        UUID web1 = scene.guest(KVM1, "web1", 1);
        assertThat(startedAndStopped(web1, "web1")).isEqualTo("ens1f0");
        assertThat(startedAndStopped(web1, "web1")).isEqualTo("ens1f1");
        assertThat(startedAndStopped(web1, "web1")).isEqualTo("ens1f0");
        assertThat(scene.noBlockers()).isTrue();
    }

    @Test
    void whoOnlyPlansTakesNoTurn() throws GuestnetException {
        UUID web1 = scene.guest(KVM1, "web1", 1);
        scene.core.guests().start(new GuestName("web1"), Optional.empty(), true);
        scene.core.guests().resolve(new GuestName("web1"), KVM1);
        assertThat(startedAndStopped(web1, "web1")).isEqualTo("ens1f0");
    }

    private static final class Turns implements DefinedNetwork {

        @Override
        public HostNetwork on(HostView host) {
            XmlElement forward = XmlElement.of("forward")
                    .with("mode", "bridge")
                    .with(XmlElement.of("interface").with("dev", "ens1f0"))
                    .with(XmlElement.of("interface").with("dev", "ens1f1"));
            return HostNetwork.libvirt(XmlElement.of("network").with(forward))
                    .withAttachmentPoints(List.of(
                            AttachmentPoint.of(new DeviceName("ens1f0")),
                            AttachmentPoint.of(new DeviceName("ens1f1"))));
        }

        @Override
        public List<AttachmentPoint> prefer(
                HostView host, PortRequest request, List<AttachmentPoint> open, Usage usage) {
            return open.stream()
                    .sorted(Comparator.comparingLong(usage::lastTaken))
                    .toList();
        }
    }
}
