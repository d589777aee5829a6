/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import org.guestnet.driver.link.LinkDriver;
import org.guestnet.driver.link.contract.LinkSessionContract;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Host;
import org.guestnet.model.HostDevice;
import org.guestnet.model.IpAddress;

/** Links of simulated hosts are as those of real ones. */
class SimLinkSessionTest extends LinkSessionContract {

    private final SimDriver driver = new SimDriver(SimOptions.forTests());

    @Override
    protected LinkDriver driver() {
        return driver;
    }

    @Override
    protected Host host() {
        return Try.host("kvm1");
    }

    @Override
    protected IpAddress underlay() {
        return IpAddress.parse("192.0.2.11");
    }

    @Override
    protected void makeBridge(DeviceName bridge) {
        driver.host("kvm1").addDevice(HostDevice.of(bridge, "bridge"));
    }

    @Override
    protected void removeBridge(DeviceName bridge) {
        driver.host("kvm1").removeDevice(bridge);
    }
}
