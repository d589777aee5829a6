/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal.ipsec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.KeyedTunnel;
import org.guestnet.spi.TunnelsOnHost;
import org.junit.jupiter.api.Test;

class IpsecTunnelsTest {

    private static final KeyedTunnel RED =
            new KeyedTunnel(Samples.tunnel("red", "192.0.2.2", Samples.BY_KEY), "red-secret");
    private static final String NAME = RED.name();
    private static final String FILE = "/etc/swanctl/conf.d/guestnet-" + NAME + ".conf";
    private static final String LISTED = FILE + ":" + new SwanctlDocument(RED).head();
    private static final String LOADED = "list-conn event {" + NAME + " {children {" + NAME + " {mode=TUNNEL }}}}";
    private static final String SOUGHT = "list-sa event {" + NAME + " {uniqueid=1 state=CONNECTING child-sas {}}}";
    private static final String BEGIN = "swanctl --initiate --child " + NAME + " --timeout -1";

    private static HostAnswer answer(String text) {
        return new HostAnswer(0, text, "");
    }

    private static TunnelsOnHost seen(String files, String connections, String associations) {
        return new IpsecEncryptionProvider().seen(List.of(answer(files), answer(connections), answer(associations)));
    }

    private static List<String> words(List<HostStep> steps) {
        return steps.stream().map(s -> s.order().toString()).toList();
    }

    @Test
    void aTunnelIsAFileThatIsWrittenWholeAndLoaded() {
        List<HostStep> steps = seen("", "", "").make(List.of(RED));
        assertThat(words(steps))
                .containsExactly(
                        "install -m 600 /dev/stdin " + FILE + ".new",
                        "mv -f " + FILE + ".new " + FILE,
                        "swanctl --load-all --noprompt");
        assertThat(steps.get(0).order().input()).isEqualTo(new SwanctlDocument(RED).text());
        assertThat(steps).extracting(HostStep::tunnels).containsExactly(List.of(NAME), List.of(NAME), List.of());
    }

    @Test
    void whatIsLoadedAndNotSoughtIsBegun() {
        TunnelsOnHost seen = seen(LISTED, LOADED, "");
        assertThat(seen.has(RED)).isFalse();
        assertThat(words(seen.make(List.of(RED)))).containsExactly(BEGIN);
        assertThat(words(seen.renew(List.of(RED)))).containsExactly(BEGIN);
        assertThat(seen(LISTED, LOADED, SOUGHT).has(RED)).isTrue();
    }

    @Test
    void whatHasAnotherKeyOrIsNotLoadedIsNotThere() {
        assertThat(seen(LISTED, LOADED, SOUGHT).has(new KeyedTunnel(RED.tunnel(), "other-secret")))
                .isFalse();
        assertThat(seen(LISTED, "", SOUGHT).has(RED)).isFalse();
        assertThat(seen("", LOADED, SOUGHT).has(RED)).isFalse();
    }

    @Test
    void oneEndAsksForNewKeys() {
        EncryptedTunnel back = Samples.back(RED.tunnel());
        TunnelsOnHost both = seen(
                LISTED,
                LOADED,
                SOUGHT + "\nlist-sa event {" + back.name() + " {uniqueid=2 state=CONNECTING child-sas {}}}");
        String leading = SwanctlDocument.leads(RED.tunnel()) ? NAME : back.name();
        assertThat(words(both.renew(List.of(RED, new KeyedTunnel(back, "red-secret")))))
                .containsExactly("swanctl --rekey --ike " + leading + " --reauth");
    }

    @Test
    void onlyFilesOfOursAreThere() {
        TunnelsOnHost seen = seen(
                LISTED + "\n/etc/swanctl/conf.d/mine.conf:# guestnet gx0000000001-b is not mine\n"
                        + "/etc/swanctl/conf.d/guestnet-gx0000000002-b.conf:# guestnet gx0000000002-b bad\n",
                "",
                "");
        assertThat(seen.names()).containsExactlyInAnyOrder(NAME, "gx0000000002-b");
    }

    /** The connection broke before the file had its name: there is a key in it. */
    @Test
    void aFileThatWasOnlyBegunIsFound() {
        String begun = LISTED.replace(".conf:", ".conf.new:");
        TunnelsOnHost alone = seen(begun, LOADED, SOUGHT);
        assertThat(alone.names()).containsExactly(NAME);
        assertThat(alone.has(RED)).isFalse();
        for (String both : List.of(begun + "\n" + LISTED, LISTED + "\n" + begun)) {
            assertThat(seen(both, LOADED, SOUGHT).has(RED)).isTrue();
        }
        TunnelsOnHost old = seen(begun + "\n" + FILE + ":# guestnet " + NAME + " old", LOADED, SOUGHT);
        assertThat(old.has(RED)).isFalse();
    }

    @Test
    void whatTheOtherEndRefusedIsKnownHere() {
        assertThat(seen(LISTED, LOADED, "").knows(RED)).isTrue();
        assertThat(seen(LISTED, "", "").knows(RED)).isFalse();
        assertThat(seen(LISTED, "", "").report(NAME).problem()).contains("has not loaded it");
    }

    @Test
    void manyAreRemovedByFewCommands() {
        List<String> names =
                IntStream.range(0, 250).mapToObj(i -> "gx0000000001-" + i).toList();
        assertThat(words(seen("", "", "").remove(names)))
                .hasSize(6)
                .endsWith("swanctl --load-all --noprompt")
                .first()
                .asString()
                .startsWith("rm -f /etc/swanctl/conf.d/guestnet-gx0000000001-0.conf"
                        + " /etc/swanctl/conf.d/guestnet-gx0000000001-0.conf.new ");
    }
}
