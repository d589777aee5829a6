/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The demo, which checks its own claims, makes every claim of the story and leaves nothing behind. */
@RequiresLab(hosts = 1)
final class StoryIT {

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Pattern GAP = Pattern.compile("longest gap was (\\d+) ms");
    private static final List<String> CLAIMS = List.of(
            "ok its configuration names no device of A",
            "ok the fabric reaches it",
            "ok the longest gap is at most 1000 ms",
            "ok A does not have it any more",
            "ok virsh dumpxml --inactive is the same text as before",
            "ok refused: LOCAL_SCOPE",
            "ok refused: NETWORK_MISSING",
            "ok refused: POOL_EXHAUSTED",
            "ok libvirt was asked for db1",
            "ok libvirt was not asked for db2",
            "ok it was restored, not booted",
            "ok web1 answers again",
            "ok virsh dumpxml --inactive is still the same text",
            "ok the claim of db1, which the power cut ended, is gone",
            "The story holds");

    @Test
    void aGuestThatNamesOnlyItsNetworkRunsOnAndMigratesAcrossHostsThatDefineItDifferently() {
        LabIdentity names = LabIdentity.next(false);
        Map<String, String> environment = Map.of("LAB_PREFIX", names.prefix(), "LAB_NET", names.network());
        String told = Command.run(environment, DEADLINE, List.of(LabIdentity.program("demo.sh"), "--lab"))
                .orFail();
        System.out.println(told);
        assertThat(told).contains(CLAIMS);
        Matcher gaps = GAP.matcher(told);
        assertThat(gaps.results()).hasSize(2).allMatch(gap -> Integer.parseInt(gap.group(1)) <= 1000);
        assertThat(Path.of("/run/netns", names.prefix() + "fab")).doesNotExist();
        assertThat(Files.exists(Path.of("/tmp/guestnet-demo-" + names.prefix())))
                .isFalse();
    }
}
