/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.guestnet.shell.internal.guest.GuestAttach;
import org.guestnet.shell.internal.guest.GuestCandidates;
import org.guestnet.shell.internal.guest.GuestDetach;
import org.guestnet.shell.internal.guest.GuestList;
import org.guestnet.shell.internal.guest.GuestMigrate;
import org.guestnet.shell.internal.guest.GuestMoveNic;
import org.guestnet.shell.internal.guest.GuestResolve;
import org.guestnet.shell.internal.guest.GuestStart;
import org.guestnet.shell.internal.guest.GuestStop;
import org.guestnet.shell.internal.host.HostAdd;
import org.guestnet.shell.internal.host.HostDrain;
import org.guestnet.shell.internal.host.HostList;
import org.guestnet.shell.internal.host.HostRemove;
import org.guestnet.shell.internal.host.HostSet;
import org.guestnet.shell.internal.host.HostShow;
import org.guestnet.shell.internal.net.NetAutostart;
import org.guestnet.shell.internal.net.NetClaims;
import org.guestnet.shell.internal.net.NetDefine;
import org.guestnet.shell.internal.net.NetDoctor;
import org.guestnet.shell.internal.net.NetDumpxml;
import org.guestnet.shell.internal.net.NetList;
import org.guestnet.shell.internal.net.NetMesh;
import org.guestnet.shell.internal.net.NetPool;
import org.guestnet.shell.internal.net.NetPorts;
import org.guestnet.shell.internal.net.NetRotateKey;
import org.guestnet.shell.internal.net.NetShow;
import org.guestnet.shell.internal.net.NetStart;
import org.guestnet.shell.internal.net.NetStop;
import org.guestnet.shell.internal.net.NetTypes;
import org.guestnet.shell.internal.net.NetUndefine;
import org.guestnet.shell.internal.net.NetWhatIf;
import org.guestnet.shell.internal.op.OpAbort;
import org.guestnet.shell.internal.op.OpList;
import org.guestnet.shell.internal.op.OpShow;

/** All commands, a class a verb. */
public final class Commands {

    /** Their classes. */
    public static final List<Class<? extends Action>> ALL = List.of(
            HostAdd.class,
            HostDrain.class,
            HostList.class,
            HostRemove.class,
            HostSet.class,
            HostShow.class,
            NetAutostart.class,
            NetClaims.class,
            NetDefine.class,
            NetDoctor.class,
            NetDumpxml.class,
            NetList.class,
            NetMesh.class,
            NetPool.class,
            NetPorts.class,
            NetRotateKey.class,
            NetShow.class,
            NetStart.class,
            NetStop.class,
            NetTypes.class,
            NetUndefine.class,
            NetWhatIf.class,
            GuestAttach.class,
            GuestCandidates.class,
            GuestDetach.class,
            GuestList.class,
            GuestMigrate.class,
            GuestMoveNic.class,
            GuestResolve.class,
            GuestStart.class,
            GuestStop.class,
            OpList.class,
            OpShow.class,
            OpAbort.class);

    private Commands() {}
}
