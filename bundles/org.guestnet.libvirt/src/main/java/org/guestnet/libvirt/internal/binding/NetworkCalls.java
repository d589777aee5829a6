/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import java.util.List;
import java.util.Optional;

/** Calls about a host's networks and their ports; see {@link LibvirtConnection} for threads. XML is libvirt's. */
public interface NetworkCalls {

    /**
     * A network as it is.
     *
     * @param name its name
     * @param uuid its UUID
     * @param persistent whether it is defined
     * @param autostart whether it starts with the host
     * @param configXml its configuration; the live document of a transient one
     * @param liveXml empty if it is not active
     * @param portXml its ports; empty if it is not active
     */
    record NetworkImage(
            String name,
            String uuid,
            boolean persistent,
            boolean autostart,
            String configXml,
            Optional<String> liveXml,
            List<String> portXml) {}

    /** All networks; one that disappears meanwhile is left out. */
    List<NetworkImage> all() throws LibvirtFailure;

    /** One network. */
    NetworkImage one(String network) throws LibvirtFailure;

    /** Defines a network; the daemon validates the document by its schema. */
    void define(String xml) throws LibvirtFailure;

    /** Removes the configuration. */
    void undefine(String network) throws LibvirtFailure;

    /** Starts it. */
    void start(String network) throws LibvirtFailure;

    /** Stops it. */
    void stop(String network) throws LibvirtFailure;

    /** Sets whether it starts with the host. */
    void setAutostart(String network, boolean autostart) throws LibvirtFailure;

    /** Adds the last element of the live pool, or deletes an element. @param xml {@code <interface dev='…'/>} */
    void updatePool(String network, String xml, boolean add) throws LibvirtFailure;

    /** Makes a port. @param reclaim whether the document has the plug @return the port's document */
    String createPort(String network, String xml, boolean reclaim) throws LibvirtFailure;

    /** Deletes a port. @return false if there was none */
    boolean deletePort(String network, String port) throws LibvirtFailure;
}
