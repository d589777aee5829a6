/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The path of the element that is being read, for example {@code /network/forward[1]/interface[2]}. */
final class ElementPath {

    private static final class Step {
        private final String name;
        private final int position;
        private Map<String, Integer> children;

        private Step(String name, int position) {
            this.name = name;
            this.position = position;
        }

        private int count(String child) {
            if (children == null) {
                children = new HashMap<>();
            }
            return children.merge(child, 1, Integer::sum);
        }
    }

    private final List<Step> steps = new ArrayList<>();

    void enter(String name) {
        steps.add(
                new Step(name, steps.isEmpty() ? 0 : steps.get(steps.size() - 1).count(name)));
    }

    void leave() {
        steps.remove(steps.size() - 1);
    }

    int depth() {
        return steps.size();
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Step step : steps) {
            out.append('/').append(step.name);
            if (step.position > 0) {
                out.append('[').append(step.position).append(']');
            }
        }
        return out.isEmpty() ? "/" : out.toString();
    }
}
