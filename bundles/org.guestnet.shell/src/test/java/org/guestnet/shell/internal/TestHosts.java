/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.util.List;
import org.guestnet.api.DrainOptions;
import org.guestnet.api.DrainPlan;
import org.guestnet.api.HostInfo;
import org.guestnet.api.Hosts;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;

record TestHosts(TestFleet fleet) implements Hosts {

    @Override
    public List<HostInfo> list() {
        return List.copyOf(fleet.hosts);
    }

    @Override
    public HostInfo get(HostName name) throws GuestnetException {
        return fleet.hosts.stream()
                .filter(h -> h.host().name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new GuestnetException(Finding.blocker(Codes.HOST_UNKNOWN, "no host is called that", "host:list")
                                .on(name)));
    }

    @Override
    public HostInfo add(Host host) {
        HostInfo info = TestFleet.up(host, 0, 0, 0);
        fleet.hosts.add(info);
        return info;
    }

    @Override
    public HostInfo change(Host host) throws GuestnetException {
        HostInfo before = get(host.name());
        HostInfo info = TestFleet.up(host, before.networks(), before.guests(), before.running());
        fleet.hosts.set(fleet.hosts.indexOf(before), info);
        return info;
    }

    @Override
    public void remove(HostName name) throws GuestnetException {
        fleet.hosts.remove(get(name));
    }

    @Override
    public void removeLost(HostName name) throws GuestnetException {
        remove(name);
        fleet.called = "lost " + name;
    }

    @Override
    public DrainPlan drainPlan(HostName name, DrainOptions options) throws GuestnetException {
        get(name);
        fleet.called = "plan " + name + words(options);
        return fleet.drainPlan;
    }

    @Override
    public Operation drain(HostName name, DrainOptions options) throws GuestnetException {
        get(name);
        fleet.called = "drain " + name + words(options);
        Operation drained = fleet.drained(name);
        Operation.Step step = drained.steps().get(0);
        options.progress().accept(drained.withSteps(List.of(step.in(Operation.StepState.BEGUN))));
        options.progress().accept(drained);
        options.progress().accept(drained);
        return drained;
    }

    private static String words(DrainOptions options) {
        return " parallel=" + options.parallel() + " offline=" + options.offline() + " accepted=" + options.accepted();
    }

    @Override
    public HostInfo refresh(HostName name) throws GuestnetException {
        fleet.called = "refresh " + name;
        return get(name);
    }
}
