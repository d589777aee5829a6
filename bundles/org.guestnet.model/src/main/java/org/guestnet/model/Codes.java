/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

/** The codes of findings that Guestnet itself makes. Providers may add their own. A code is stable: scripts match it. */
public final class Codes {

    /** A host of that name is not known. */
    public static final String HOST_UNKNOWN = "HOST_UNKNOWN";
    /** A host of that name, or that address with that hypervisor, is known already. */
    public static final String HOST_EXISTS = "HOST_EXISTS";
    /** The host does not answer: connection refused, lost, or not there yet. */
    public static final String HOST_DOWN = "HOST_DOWN";
    /** The host did not answer within the deadline. What was asked may or may not have happened. */
    public static final String HOST_TIMEOUT = "HOST_TIMEOUT";
    /** The host's libvirt refused; the detail is libvirt's own sentence. */
    public static final String HOST_REFUSED = "HOST_REFUSED";
    /** No driver is installed that serves the host's address. */
    public static final String DRIVER_MISSING = "DRIVER_MISSING";
    /** An argument is not valid. */
    public static final String INVALID_ARGUMENT = "INVALID_ARGUMENT";
    /** The document is not well-formed XML, or uses what we refuse: a DTD, an entity. */
    public static final String XML_INVALID = "XML_INVALID";
    /** The document is too large or too deep. */
    public static final String XML_TOO_LARGE = "XML_TOO_LARGE";
    /** The definition breaks a rule of its type or of libvirt. */
    public static final String DEFINITION_INVALID = "DEFINITION_INVALID";
    /** A network of that name is defined on the host already. */
    public static final String NETWORK_EXISTS = "NETWORK_EXISTS";
    /** The host has no network of that name. */
    public static final String NETWORK_MISSING = "NETWORK_MISSING";
    /** The network is defined and not active. */
    public static final String NETWORK_INACTIVE = "NETWORK_INACTIVE";
    /** The network cannot be stopped or undefined: guests use it. */
    public static final String NETWORK_IN_USE = "NETWORK_IN_USE";
    /** No provider serves the network's type at the moment. */
    public static final String TYPE_MISSING = "TYPE_MISSING";
    /** A provider broke its contract; the detail says how. */
    public static final String PROVIDER_FAILED = "PROVIDER_FAILED";
    /** Every member of the pool serves as many guests as it may. */
    public static final String POOL_EXHAUSTED = "POOL_EXHAUSTED";
    /** A member of a pool cannot be used; the detail says why. */
    public static final String MEMBER_UNUSABLE = "MEMBER_UNUSABLE";
    /** A device of the definition is a member of another pool of that host, and one of the two is exclusive. */
    public static final String MEMBER_TAKEN = "MEMBER_TAKEN";
    /** A member of a pool serves more guests than it may. */
    public static final String MEMBER_OVER = "MEMBER_OVER";
    /** A definition names a device that the host lacks, while it has others of the pool: perhaps it is mistyped. */
    public static final String DEVICE_UNKNOWN = "DEVICE_UNKNOWN";
    /** A device that is pinned by its hardware has another name now. */
    public static final String DEVICE_RENAMED = "DEVICE_RENAMED";
    /** The guest asks for an option that this kind of connection cannot honour. */
    public static final String OPTION_UNSUPPORTED = "OPTION_UNSUPPORTED";
    /** Guest interface, portgroup and network say different things where they must say the same; the detail names both places. */
    public static final String OPTIONS_CONTRADICT = "OPTIONS_CONTRADICT";
    /** The options of guest interface, portgroup and network lack something even together. */
    public static final String OPTIONS_INCOMPLETE = "OPTIONS_INCOMPLETE";
    /** The guest names a portgroup that the network lacks on that host. */
    public static final String PORTGROUP_UNKNOWN = "PORTGROUP_UNKNOWN";
    /** Only the network's name says that source and destination are one wire: a definition names no segment. */
    public static final String SEGMENT_UNVERIFIED = "SEGMENT_UNVERIFIED";
    /** The network's MTU is smaller at the destination than where the guest runs. */
    public static final String MTU_SMALLER = "MTU_SMALLER";
    /** The interface's saved state does not fit its connection there: only one of them has virtio-net headers. */
    public static final String VNET_HDR = "VNET_HDR";
    /** The host was not looked at for long: what is known of it is old. */
    public static final String HOST_STALE = "HOST_STALE";
    /** What has to fit as well and is not judged: CPU, memory, storage. */
    public static final String NOT_CHECKED = "NOT_CHECKED";
    /** The guest names a device or bridge of its host itself. */
    public static final String HOST_DETAIL = "HOST_DETAIL";
    /** A host cannot reach another one: its libvirt before a migration, so that nothing has happened, or its end of a tunnel. */
    public static final String PEER_UNREACHABLE = "PEER_UNREACHABLE";
    /** The hosts refused a migration among themselves and did not say why; the guest is where it was. */
    public static final String PEER_SILENT = "PEER_SILENT";
    /** Disks that are copied are written over files of the same paths at the destination. */
    public static final String STORAGE_OVERWRITTEN = "STORAGE_OVERWRITTEN";
    /** It was given up because a person asked for it. */
    public static final String ABORTED = "ABORTED";
    /** The guest came back from a move without a connection. */
    public static final String DISCONNECTED = "DISCONNECTED";
    /** The interface is connected as it was before an operation that failed. */
    public static final String CONNECTED_AS_BEFORE = "CONNECTED_AS_BEFORE";
    /** The guest has no interface with that MAC address. */
    public static final String NIC_UNKNOWN = "NIC_UNKNOWN";
    /** A guest has an interface with that MAC address already. */
    public static final String MAC_IN_USE = "MAC_IN_USE";
    /** Source and destination are different wires: one of them is known on its host only. */
    public static final String LOCAL_SCOPE = "LOCAL_SCOPE";
    /** Source and destination name different segments. */
    public static final String SEGMENT_MISMATCH = "SEGMENT_MISMATCH";
    /** The hypervisor cannot migrate guests. */
    public static final String HYPERVISOR_CANNOT_MIGRATE = "HYPERVISOR_CANNOT_MIGRATE";
    /** A guest of that name is not known. */
    public static final String GUEST_UNKNOWN = "GUEST_UNKNOWN";
    /** Several hosts have a guest of that name. */
    public static final String GUEST_AMBIGUOUS = "GUEST_AMBIGUOUS";
    /** The guest runs already. */
    public static final String GUEST_RUNNING = "GUEST_RUNNING";
    /** The guest does not run. */
    public static final String GUEST_NOT_RUNNING = "GUEST_NOT_RUNNING";
    /** The guest has a managed-save image, which a move would leave behind. */
    public static final String GUEST_SAVED = "GUEST_SAVED";
    /** The guest is paused. */
    public static final String GUEST_PAUSED = "GUEST_PAUSED";
    /** Where the guest runs after an operation that failed. */
    public static final String GUEST_RUNS_ON = "GUEST_RUNS_ON";
    /** Another operation works on that guest or network. */
    public static final String BUSY = "BUSY";
    /** An operation of that id is not known. */
    public static final String OPERATION_UNKNOWN = "OPERATION_UNKNOWN";
    /** The operation is over, or is not of the kind that was asked for. */
    public static final String OPERATION_OVER = "OPERATION_OVER";
    /** What was read back is not what was asked for. */
    public static final String NOT_AS_ASKED = "NOT_AS_ASKED";
    /** It is not known how an operation ended at a host that does not answer; nothing was touched there. */
    public static final String UNCERTAIN = "UNCERTAIN";
    /** An operation was ended without a look at a host that is gone for good. */
    public static final String HOST_LOST = "HOST_LOST";
    /** A migration that the guest was sent by has not ended: it is not known where it runs. */
    public static final String MIGRATION_OPEN = "MIGRATION_OPEN";
    /** An operation that nobody worked on any more was ended by looking at its hosts. */
    public static final String SETTLED = "SETTLED";
    /** The libvirt part of a definition was changed by others. */
    public static final String DRIFTED = "DRIFTED";
    /** A redefinition serves after the network was stopped and started. */
    public static final String PENDING_RESTART = "PENDING_RESTART";
    /** libvirt's books of a pool are wrong: a counter, or a port that is lost. */
    public static final String LEDGER_WRONG = "LEDGER_WRONG";
    /** A running pool does not have the members of its definition yet. */
    public static final String POOL_CHANGING = "POOL_CHANGING";
    /** A port, a blocker or a claim that belongs to nobody who is seen. */
    public static final String LEFT_OVER = "LEFT_OVER";
    /** A guest uses a slot that nobody claimed for it. */
    public static final String UNCLAIMED = "UNCLAIMED";
    /** An operation has not ended. */
    public static final String OPERATION_OPEN = "OPERATION_OPEN";
    /** The host is being drained: no guest is moved to it. */
    public static final String HOST_DRAINING = "HOST_DRAINING";
    /** A guest of a host that is drained goes elsewhere than was planned. */
    public static final String DESTINATION_CHANGED = "DESTINATION_CHANGED";
    /** With which options a host is drained, so that a manager that is started again goes on so. */
    public static final String DRAIN_OPTIONS = "DRAIN_OPTIONS";
    /** Nobody makes tunnels of that protocol. */
    public static final String UPLINK_MISSING = "UPLINK_MISSING";
    /** Links cannot be made on a host, for its shell is not reached. */
    public static final String SHELL_MISSING = "SHELL_MISSING";
    /** The host's end of a tunnel cannot be told: its device or address on the underlay is not there. */
    public static final String UNDERLAY_MISSING = "UNDERLAY_MISSING";
    /** A tunnel of the host does not work. */
    public static final String TUNNEL_DOWN = "TUNNEL_DOWN";
    /** Ends of a tunnel carry packets of different sizes. */
    public static final String TUNNEL_MTU = "TUNNEL_MTU";
    /** Two ends of a mesh would do the same: serve addresses from one gateway, or bridge to one segment. */
    public static final String TUNNEL_CONFLICT = "TUNNEL_CONFLICT";
    /** The manager keeps no secret of that name. */
    public static final String SECRET_MISSING = "SECRET_MISSING";
    /** What of a migration's options is kept by whoever goes on with it. */
    public static final String MIGRATE_OPTIONS = "MIGRATE_OPTIONS";
    /** The store failed. */
    public static final String STORE_FAILED = "STORE_FAILED";
    /** This manager lost its lease on the store that it shares with others; they go on with its work. */
    public static final String MANAGER_FENCED = "MANAGER_FENCED";
    /** Guestnet itself is wrong; the log has the details. */
    public static final String INTERNAL = "INTERNAL";

    private Codes() {}
}
