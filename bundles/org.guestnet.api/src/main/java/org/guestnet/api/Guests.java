/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Guests and their connections. An OSGi service.
 *
 * <p>A guest is named; where several hosts have a guest of that name, the host is given too, or the call fails with
 * {@code GUEST_AMBIGUOUS}. What changes a host is an operation, which has ended when the call returns: the operation says what was
 * done, and its failure says where the guest runs.
 */
@ProviderType
public interface Guests {

    /** All guests of the fleet by name and host, as they were last seen. */
    List<GuestInfo> list();

    /**
     * Starts a guest where it is defined: claims its connections, makes its networks active, steers libvirt's choice where it would
     * differ, starts it, and reads back how it is connected. A managed-save image is resumed.
     *
     * @param host empty if only one host has the guest
     * @param dryRun only plan
     * @throws GuestnetException {@code GUEST_UNKNOWN}, {@code GUEST_AMBIGUOUS}, {@code GUEST_RUNNING}, {@code BUSY}, {@code HOST_DOWN};
     *     {@code MIGRATION_OPEN} while a migration of it has not ended and nobody knows where it runs; or all findings for which its networks
     *     there cannot take it
     */
    Operation start(GuestName guest, Optional<HostName> host, boolean dryRun) throws GuestnetException;

    /**
     * Stops a guest.
     *
     * @param host empty if only one host runs it
     * @param how asked, or ended
     * @param dryRun only plan
     * @throws GuestnetException {@code GUEST_UNKNOWN}, {@code GUEST_AMBIGUOUS}, {@code GUEST_NOT_RUNNING}, {@code BUSY},
     *     {@code HOST_DOWN}; {@code NOT_AS_ASKED} if it was asked and runs on
     */
    Operation stop(GuestName guest, Optional<HostName> host, StopMode how, boolean dryRun) throws GuestnetException;

    /** How a guest is stopped. */
    enum StopMode {
        /** It is asked to shut down, and given 60 seconds. */
        SHUTDOWN,
        /** It is ended like a power cut. */
        DESTROY
    }

    /**
     * How each interface of a guest would be connected on a host. Nothing is changed.
     *
     * @param on the host; need not have the guest
     * @throws GuestnetException {@code GUEST_UNKNOWN}, {@code GUEST_AMBIGUOUS}, {@code HOST_UNKNOWN}
     */
    List<ResolvedInterface> resolve(GuestName guest, HostName on) throws GuestnetException;

    /**
     * All other hosts, asked whether they can take a guest; the best first. Answered from the last observation.
     *
     * @throws GuestnetException {@code GUEST_UNKNOWN}, {@code GUEST_AMBIGUOUS}
     */
    List<Candidate> candidates(GuestName guest) throws GuestnetException;

    /**
     * The same, as far as it is wanted: in a large fleet most hosts need not be judged then.
     *
     * @param limit how many hosts that can take the guest, at least 1
     * @throws GuestnetException {@code GUEST_UNKNOWN}, {@code GUEST_AMBIGUOUS}
     * @throws IllegalArgumentException if the limit is less than 1
     */
    Shortlist candidates(GuestName guest, int limit) throws GuestnetException;

    /**
     * Migrates a running guest live: claims its connections at the destination, makes its networks active there, migrates, reads back
     * both hosts. If it fails, what was done at the destination is undone and the guest runs on where it was. Waits while too many
     * guests move in or out of one of the hosts. Offline it moves the configuration of a guest that does not run, and claims nothing.
     *
     * @throws GuestnetException the destination's blockers, or what has to be accepted; {@code GUEST_NOT_RUNNING}, or offline
     *     {@code GUEST_RUNNING}, {@code GUEST_SAVED} and {@code GUEST_AMBIGUOUS} if the destination has it too; {@code HOST_DRAINING},
     *     {@code BUSY}, {@code MIGRATION_OPEN} as for {@link #start}, {@code HOST_DOWN}, {@code UNCERTAIN}; {@code PEER_SILENT} if the hosts refused it among themselves without words:
     *     the next one is steered from here, and is told why; {@code ABORTED} if it was given up; the findings say where the guest runs, and
     *     {@code DISCONNECTED} which of its interfaces came back without a connection
     */
    Operation migrate(GuestName guest, HostName destination, MigrateOptions options) throws GuestnetException;

    /**
     * Gives a guest another interface on a network: in its configuration, and in the guest as it runs with claims, active networks and
     * steering as in a start. The configuration names the network only. Where the guest does not run, nothing is claimed, and a pool that is
     * full is only a notice.
     *
     * @return an operation whose only interface report is the new interface's
     * @throws GuestnetException as {@link #start}; {@code MAC_IN_USE}, to be accepted where another guest has the MAC address;
     *     {@code GUEST_NOT_RUNNING} for a live change of a guest that does not run; {@code OPTION_UNSUPPORTED} for a running guest on a network
     *     that libvirt cannot resolve
     */
    Operation attach(GuestName guest, NetworkName network, AttachOptions options) throws GuestnetException;

    /**
     * Takes an interface from a guest. The configuration loses it at once; a running guest is asked to let go of the device, twice within ten
     * seconds. Its slot is freed when the guest has let go. If it has not yet, the operation is done all the same, with the notice
     * {@code NOT_AS_ASKED}: the slot stays taken, and is freed when the interface is seen gone.
     *
     * @throws GuestnetException as {@link #stop}; {@code NIC_UNKNOWN}
     */
    Operation detach(GuestName guest, MacAddress nic, DetachOptions options) throws GuestnetException;

    /**
     * Moves an interface of a guest to another network: in its configuration, and in the guest as it runs, in place between bridges and
     * virtual networks. Where that cannot be done in place the device is taken and given back, if the options say so. If it fails, the
     * interface is connected as before ({@code CONNECTED_AS_BEFORE}), or the failure says {@code DISCONNECTED}.
     *
     * @throws GuestnetException as {@link #attach}; {@code NIC_UNKNOWN}; {@code OPTION_UNSUPPORTED} if it cannot be done in place and the
     *     options do not allow more
     */
    Operation moveNic(GuestName guest, MacAddress nic, NetworkName network, MoveNicOptions options)
            throws GuestnetException;

    /**
     * Prepares a guest's connections for a console that starts the guest by itself: claims slots, makes networks active, steers. The
     * console starts the guest from the document that it is given, then calls {@link #commit}; or it calls {@link #cancel}.
     * Until then other starts from the same pools of that host wait. If Guestnet is restarted meanwhile, the start is committed or
     * cancelled at once, as the guest is seen.
     *
     * @param host where the guest will start
     * @param domainXml the guest's domain XML; its interfaces name networks
     * @param holdFor at most this long; then it is cancelled by itself, unless the guest is seen: then it is committed
     * @throws GuestnetException as {@link #start}
     */
    PreparedStart prepare(HostName host, String domainXml, Duration holdFor) throws GuestnetException;

    /**
     * A prepared start.
     *
     * @param operation the operation, to commit or cancel
     * @param domainXml the document to start the guest from
     */
    record PreparedStart(Operation operation, String domainXml) {

        /** Without the document: it may have secrets. */
        @Override
        public String toString() {
            return "PreparedStart[" + operation.id() + "]";
        }
    }

    /**
     * The guest was started: looks at it, binds its claims, ends the steering.
     *
     * @throws GuestnetException {@code OPERATION_UNKNOWN}, {@code OPERATION_OVER}; {@code GUEST_NOT_RUNNING}: then it stays prepared
     */
    Operation commit(OperationId prepared) throws GuestnetException;

    /**
     * The guest will not be started: gives back what was taken.
     *
     * @throws GuestnetException {@code OPERATION_UNKNOWN}, {@code OPERATION_OVER}; {@code GUEST_RUNNING} if it runs
     */
    Operation cancel(OperationId prepared) throws GuestnetException;
}
