/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.model.Claim;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Networks and their definitions on hosts. An OSGi service. What reads answers from the last observation; what changes a host is
 * an operation, which has ended when the call returns.
 */
@ProviderType
public interface Networks {

    /** All networks of the fleet by name. */
    List<NetworkSummary> list();

    /**
     * One network on all hosts that define it, by host.
     *
     * @throws GuestnetException {@code NETWORK_MISSING} if no host does
     */
    List<HostedNetwork> show(NetworkName network) throws GuestnetException;

    /**
     * Defines a network on a host, or redefines it, from a document in either dialect. The members of an active network's
     * pool follow at once: the operation's notices name members that are added, that drain, and that serve more guests than they may,
     * with their guests. Other changes of an active network serve after it was stopped and started: a notice says so.
     *
     * @param xml at most 1 MiB
     * @param options whether to replace, to set autostart, or only to plan; and which findings that need consent are accepted
     * @return the operation, with notices
     * @throws GuestnetException all that is wrong with the document, each finding with its line; or {@code HOST_UNKNOWN}, {@code HOST_DOWN},
     *     {@code NETWORK_EXISTS}, {@code MEMBER_TAKEN}, {@code TYPE_MISSING}, {@code BUSY}, {@code HOST_REFUSED}; or findings that need
     *     consent and are not accepted
     */
    Operation define(HostName host, String xml, DefineOptions options) throws GuestnetException;

    /**
     * Starts a network on a host. If it has a tunnel, waits some seconds for that too; others may work on the network meanwhile.
     *
     * @param dryRun only plan
     * @return the operation, with what is to be said of the tunnel; the journal has that later than its end
     * @throws GuestnetException {@code NETWORK_MISSING}, {@code HOST_DOWN}, {@code BUSY}, {@code HOST_REFUSED}
     */
    Operation start(HostName host, NetworkName network, boolean dryRun) throws GuestnetException;

    /**
     * Stops a network on a host.
     *
     * @param dryRun only plan
     * @throws GuestnetException {@code NETWORK_IN_USE} while guests use it, else as {@link #start}
     */
    Operation stop(HostName host, NetworkName network, boolean dryRun) throws GuestnetException;

    /**
     * Sets whether a network starts with its host.
     *
     * @param dryRun only plan
     * @throws GuestnetException as {@link #start}
     */
    Operation autostart(HostName host, NetworkName network, boolean autostart, boolean dryRun) throws GuestnetException;

    /**
     * Undefines a network on a host, and stops it if it is active.
     *
     * @param dryRun only plan
     * @throws GuestnetException {@code NETWORK_IN_USE} while guests use it, else as {@link #start}
     */
    Operation undefine(HostName host, NetworkName network, boolean dryRun) throws GuestnetException;

    /**
     * The definition of a network on a host.
     *
     * @param libvirt true for the libvirt network that was made of it, false for the definition as it was given
     * @throws GuestnetException {@code HOST_UNKNOWN}, {@code NETWORK_MISSING}
     */
    String document(HostName host, NetworkName network, boolean libvirt) throws GuestnetException;

    /**
     * The members of a network's pool on a host; empty if it has none.
     *
     * @throws GuestnetException {@code HOST_UNKNOWN}, {@code NETWORK_MISSING}, {@code TYPE_MISSING}
     */
    List<PoolMember> pool(HostName host, NetworkName network) throws GuestnetException;

    /**
     * Says all that is not as it should be, and why; changes nothing. Hosts are looked at for it, which takes a moment. Findings:
     * {@code LEDGER_WRONG} (libvirt's counters or a lost port), {@code POOL_CHANGING} (members that come or drain), {@code MEMBER_OVER},
     * {@code MEMBER_UNUSABLE}, {@code LEFT_OVER} (a port, blocker or claim of nobody who is seen), {@code UNCLAIMED},
     * {@code OPERATION_OPEN}, {@code DRIFTED}, {@code PENDING_RESTART}, {@code TYPE_MISSING}, {@code HOST_DOWN}.
     *
     * @param host that host only; empty for all
     * @return by host, each finding with its host; empty if all is well
     * @throws GuestnetException {@code HOST_UNKNOWN}, {@code STORE_FAILED}
     */
    List<Finding> doctor(Optional<HostName> host) throws GuestnetException;

    /**
     * Whether the fleet can lose these hosts, on the capacity of its networks; and which network is the bottleneck.
     *
     * @param without at least one
     * @throws GuestnetException {@code HOST_UNKNOWN}, {@code INVALID_ARGUMENT} if no host is named, {@code STORE_FAILED}
     */
    WhatIf whatIf(Set<HostName> without) throws GuestnetException;

    /**
     * The mesh of a network with tunnels, by host: as it was last looked at.
     *
     * @throws GuestnetException {@code NETWORK_MISSING} if no host has the network with a tunnel
     */
    List<MeshMember> mesh(NetworkName network) throws GuestnetException;

    /**
     * Gives the encrypted tunnels of a network new keys: random ones, which all its hosts get, and with which the ends of each tunnel
     * convince each other anew while traffic goes on. Blocks until they have, or for at most a minute a host.
     *
     * @return the mesh then; members that have the new key not yet say so, and get it when they answer
     * @throws GuestnetException {@code NETWORK_MISSING}; {@code INVALID_ARGUMENT} if its tunnels have no key, for they are not encrypted or
     *     have certificates; {@code SECRET_MISSING} if a key cannot be written: then nothing has changed
     */
    List<MeshMember> rotateKey(NetworkName network) throws GuestnetException;

    /** All ports of the fleet by host and network, those of guests and others. */
    List<PortInfo> ports();

    /** All claims in the order of their keys. @throws GuestnetException {@code STORE_FAILED} */
    List<ClaimInfo> claims() throws GuestnetException;

    /**
     * A claim and whether it is certain.
     *
     * @param claim the claim
     * @param uncertain true while its host does not answer: the slot counts as taken
     */
    record ClaimInfo(Claim claim, boolean uncertain) {}
}
