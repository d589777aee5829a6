/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Port;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A session with one host. Safe for any thread; calls of several threads run at once, a bounded number of them.
 *
 * <p>Every call blocks until the host has answered, for at most {@link #DEADLINE_SECONDS} seconds unless it says otherwise, then
 * throws {@link HostUnreachableException}: what was asked may or may not have happened. A host that answers and refuses gives a
 * {@link GuestnetException} with code {@code HOST_REFUSED} and the host's own words, or the more telling code named at the method;
 * then nothing has happened. XML is libvirt's own dialect throughout. Thread interruption ends a wait like a missed deadline.
 */
@ConsumerType
public interface HostSession extends AutoCloseable {

    /** The longest that a call blocks, in seconds, unless it says otherwise. */
    int DEADLINE_SECONDS = 10;

    /** What the host's libvirt is. Answered from memory. */
    HostFacts facts();

    /** All that is on the host: devices, networks with their ports, guests. One consistent look as far as the host allows. */
    HostReport observe() throws GuestnetException;

    /**
     * Defines a network, or redefines one that has the same name and UUID. The document is validated by the host's schema.
     *
     * @param xml with name and UUID
     */
    void defineNetwork(String xml) throws GuestnetException;

    /**
     * Undefines a network; an active one goes on until it is stopped.
     *
     * @throws GuestnetException {@code NETWORK_MISSING}
     */
    void undefineNetwork(NetworkName network) throws GuestnetException;

    /**
     * Starts a network.
     *
     * @throws GuestnetException {@code NETWORK_MISSING}; {@code HOST_REFUSED} if it is active
     */
    void startNetwork(NetworkName network) throws GuestnetException;

    /**
     * Stops a network, whether guests use it or not.
     *
     * @throws GuestnetException {@code NETWORK_MISSING}; {@code HOST_REFUSED} if it is not active
     */
    void stopNetwork(NetworkName network) throws GuestnetException;

    /**
     * Sets whether a network starts with its host.
     *
     * @throws GuestnetException {@code NETWORK_MISSING}
     */
    void setNetworkAutostart(NetworkName network, boolean autostart) throws GuestnetException;

    /**
     * Adds a member to a network's pool, or removes it, in the live network. libvirt then resets its counters of connections.
     *
     * @throws GuestnetException {@code NETWORK_MISSING}; {@code HOST_REFUSED} if the network is not active, or the member is there
     *     already, or is not there
     */
    void updatePool(NetworkName network, DeviceName member, PoolChange change) throws GuestnetException;

    /** What {@link #updatePool} does. */
    enum PoolChange {
        /** The member is added as the last one. */
        ADD,
        /** The member is removed. */
        REMOVE
    }

    /**
     * The network as it is now: configuration, live XML with libvirt's counters, ports.
     *
     * @throws GuestnetException {@code NETWORK_MISSING}
     */
    NetworkReport network(NetworkName network) throws GuestnetException;

    /**
     * Makes a port. Without a plug libvirt resolves it; with a plug that one is booked (libvirt's RECLAIM).
     *
     * @param port its id must be new
     * @return the port as the host has it, with its plug
     * @throws GuestnetException {@code NETWORK_MISSING}; {@code POOL_EXHAUSTED} if the host was to choose and has nothing left;
     *     {@code HOST_REFUSED} if the network is not active, the id is taken, or the member of the plug is not in the pool or is
     *     exclusive and taken
     */
    Port createPort(Port port) throws GuestnetException;

    /**
     * Deletes a port. Deleting one that is not there is not an error; a network that is not active has none.
     *
     * @throws GuestnetException {@code NETWORK_MISSING}
     */
    void deletePort(NetworkName network, UUID port) throws GuestnetException;

    /**
     * The guest as it is now.
     *
     * @return empty if the host does not have it
     */
    Optional<GuestReport> guest(UUID guest) throws GuestnetException;

    /**
     * A guest's domain XML <em>with its secrets</em>: passwords of consoles. Never to be logged, stored or shown.
     *
     * @throws GuestnetException {@code GUEST_UNKNOWN}; {@code GUEST_NOT_RUNNING} for a live view of a guest that does not run;
     *     {@code HOST_REFUSED} for the saved view of one that has no image
     */
    String guestXml(UUID guest, GuestView view) throws GuestnetException;

    /** Which of a guest's documents. */
    enum GuestView {
        /** The persistent configuration. */
        PERSISTENT,
        /** The guest as it runs. */
        LIVE,
        /** The guest as it runs, as another host can take it. */
        MIGRATABLE,
        /** The configuration inside its managed-save image. */
        SAVED
    }

    /** Defines a guest, or redefines one of the same name and UUID. */
    void defineGuest(String xml) throws GuestnetException;

    /**
     * Undefines a guest with its managed-save image; one that runs goes on until it is stopped.
     *
     * @throws GuestnetException {@code GUEST_UNKNOWN}
     */
    void undefineGuest(UUID guest) throws GuestnetException;

    /**
     * Starts a guest plainly: the host resolves its networks, and a managed-save image is resumed. Blocks for at most 60 seconds.
     *
     * @throws GuestnetException {@code GUEST_UNKNOWN}; {@code GUEST_RUNNING}; {@code POOL_EXHAUSTED}; {@code NETWORK_MISSING};
     *     {@code HOST_REFUSED}, for example if a network is not active; then no port of it is left
     */
    void startGuest(UUID guest) throws GuestnetException;

    /**
     * Starts a guest from a document over its persistent configuration, which stays as it is. Ignores a managed-save image: see
     * {@link #redefineSavedGuest}. Blocks for at most 60 seconds.
     *
     * @param xml name and UUID are the guest's
     * @throws GuestnetException {@code GUEST_RUNNING}; where the document names networks also as {@link #startGuest}
     */
    void startGuestAs(String xml) throws GuestnetException;

    /**
     * Changes the configuration inside a guest's managed-save image.
     *
     * @throws GuestnetException {@code GUEST_UNKNOWN}; {@code HOST_REFUSED} if it has no image
     */
    void redefineSavedGuest(UUID guest, String xml) throws GuestnetException;

    /**
     * Saves a running guest to its managed-save image and stops it. Blocks for at most 60 seconds.
     *
     * @throws GuestnetException {@code GUEST_UNKNOWN}; {@code GUEST_NOT_RUNNING}
     */
    void saveGuest(UUID guest) throws GuestnetException;

    /**
     * Asks a guest to shut down, and returns at once.
     *
     * @throws GuestnetException {@code GUEST_UNKNOWN}; {@code GUEST_NOT_RUNNING}
     */
    void shutdownGuest(UUID guest) throws GuestnetException;

    /**
     * Ends a guest like a power cut. Blocks for at most 60 seconds.
     *
     * @throws GuestnetException {@code GUEST_UNKNOWN}; {@code GUEST_NOT_RUNNING}
     */
    void destroyGuest(UUID guest) throws GuestnetException;

    /**
     * Lets a paused guest run.
     *
     * @throws GuestnetException {@code GUEST_UNKNOWN}; {@code GUEST_NOT_RUNNING}; {@code HOST_REFUSED} if it is not paused
     */
    void resumeGuest(UUID guest) throws GuestnetException;

    /**
     * Migrates an active guest live and blocks until it is there, has failed, was aborted, or a session is lost; no deadline of its
     * own. A guest that is paused arrives paused.
     *
     * @param guest a guest of this host
     * @param destination a session of the same driver; stays the caller's
     * @param migration how
     * @return how long the guest stood still, by the host's own measure; empty if it does not tell
     * @throws HostUnreachableException if either end was lost: both have to be looked at
     * @throws GuestnetException if it was said to have failed; it may have arrived all the same, so both ends have to be looked at;
     *     {@code POOL_EXHAUSTED}, {@code NETWORK_MISSING},
     *     {@code HYPERVISOR_CANNOT_MIGRATE}, {@code GUEST_UNKNOWN}, {@code GUEST_NOT_RUNNING}, {@code HOST_REFUSED}, {@code ABORTED} after
     *     {@link #abortMigration}; {@code PEER_UNREACHABLE} if this host cannot reach the {@linkplain Migration#peer() peer address}:
     *     then it was given up before it came to the destination; {@code PEER_SILENT} if the hosts refused it among themselves, for
     *     whatever of these reasons, and why cannot be told: the guest may have been plugged at the destination meanwhile
     */
    Optional<Duration> migrate(UUID guest, HostSession destination, Migration migration) throws GuestnetException;

    /**
     * Moves the configuration of a guest that does not run to another host. Blocks for at most 60 seconds. What it uses there is not
     * checked.
     *
     * @param guest a persistent guest of this host
     * @param destination a session of the same driver; stays the caller's
     * @throws HostUnreachableException if either end was lost: both have to be looked at
     * @throws GuestnetException {@code GUEST_UNKNOWN}; {@code GUEST_RUNNING}; {@code HYPERVISOR_CANNOT_MIGRATE}; {@code HOST_REFUSED}, for
     *     example if it has a managed-save image, which would stay behind: then nothing has happened
     */
    void moveConfiguration(UUID guest, HostSession destination) throws GuestnetException;

    /**
     * Sets whether a guest starts with its host.
     *
     * @throws GuestnetException {@code GUEST_UNKNOWN}; {@code HOST_REFUSED} if it is transient
     */
    void setGuestAutostart(UUID guest, boolean autostart) throws GuestnetException;

    /** Which of a guest's documents a change of its interfaces is about. */
    enum Extent {
        /** The guest as it runs. */
        LIVE,
        /** Its persistent configuration. */
        PERSISTENT
    }

    /**
     * Adds an interface to a guest. The host resolves its network if the extent is live.
     *
     * @param interfaceXml an {@code <interface>} with a MAC address
     * @throws GuestnetException {@code GUEST_UNKNOWN}; {@code GUEST_NOT_RUNNING}; {@code POOL_EXHAUSTED}; {@code NETWORK_MISSING};
     *     {@code HOST_REFUSED}, for example if the guest has an interface with that MAC address: then no port is left
     */
    void attachInterface(UUID guest, String interfaceXml, Extent extent) throws GuestnetException;

    /**
     * Takes an interface away from a guest. A running guest is only asked, and lets go of it later or never: it has let go when
     * {@link #guest} no longer shows the interface. Asking again does no harm.
     *
     * @throws GuestnetException {@code GUEST_UNKNOWN}; {@code GUEST_NOT_RUNNING}; {@code HOST_REFUSED} if it has no such interface
     */
    void detachInterface(UUID guest, MacAddress nic, Extent extent) throws GuestnetException;

    /**
     * Changes where an interface is connected, in place: the guest keeps its device. Between a bridge and a virtual network a running
     * guest's connection moves; QEMU cannot exchange a macvtap device under a running guest.
     *
     * @param interfaceXml the whole interface as it shall be, with the MAC address of one that is there
     * @throws GuestnetException {@code GUEST_UNKNOWN}; {@code GUEST_NOT_RUNNING}; {@code POOL_EXHAUSTED}; {@code NETWORK_MISSING};
     *     {@code HOST_REFUSED} if it cannot be done in place: then the interface is connected as before
     */
    void updateInterface(UUID guest, String interfaceXml, Extent extent) throws GuestnetException;

    /**
     * How far the guest's migration is.
     *
     * @return empty if there is none
     */
    Optional<MigrationProgress> migrationProgress(UUID guest) throws GuestnetException;

    /** Asks that the guest's migration be given up, and returns at once; without one it does nothing. */
    void abortMigration(UUID guest) throws GuestnetException;

    /**
     * Ends the session. Calls in flight end with {@link HostUnreachableException}. Returns within the deadline, can be called again,
     * and does not throw.
     */
    @Override
    void close();
}
