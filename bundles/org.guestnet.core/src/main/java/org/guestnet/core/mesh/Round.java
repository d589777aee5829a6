/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.guestnet.model.HostName;

/**
 * Asks several hosts' keepers at once and waits for all.
 *
 * @param end when, in {@link System#nanoTime}, whoever has not answered is late
 */
record Round(long end) {

    /** The hosts that did not answer in time, or whose links are not as they should be. */
    Set<HostName> late(Map<HostName, LinkKeeper> keepers, Function<LinkKeeper, CompletableFuture<LinkState>> question) {
        Map<HostName, CompletableFuture<LinkState>> answers = new LinkedHashMap<>();
        keepers.forEach((host, keeper) -> answers.put(host, question.apply(keeper)));
        Set<HostName> late = new LinkedHashSet<>();
        answers.forEach((host, answer) -> {
            if (!isWell(answer)) {
                late.add(host);
            }
        });
        return late;
    }

    private boolean isWell(CompletableFuture<LinkState> answer) {
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .problems()
                    .isEmpty();
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            return false; // what was asked is done when it answers
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
