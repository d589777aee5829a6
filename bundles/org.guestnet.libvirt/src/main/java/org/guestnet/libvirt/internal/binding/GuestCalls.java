/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import java.util.List;
import java.util.Optional;

/** Calls about a host's guests; see {@link LibvirtConnection} for threads. Guests are given by UUID, XML is libvirt's. */
public interface GuestCalls {

    /** {@link #xml}: with secrets. */
    int SECURE = 1;
    /** {@link #xml}: the persistent configuration. */
    int INACTIVE = 2;
    /** {@link #xml}: as another host can take it. */
    int MIGRATABLE = 8;

    /**
     * A guest as it is; its documents without secrets.
     *
     * @param uuid its UUID
     * @param name its name
     * @param state libvirt's virDomainState; only if it is active
     * @param reason what goes with it; only if it is active
     * @param active whether it exists as a machine
     * @param incoming whether it is paused because it is being migrated to this host
     * @param persistent whether it is defined
     * @param autostart whether it starts with the host
     * @param saved whether it has a managed-save image
     * @param configXml its configuration; the live document of a transient one
     * @param liveXml empty if it is not active
     */
    record GuestImage(
            String uuid,
            String name,
            int state,
            int reason,
            boolean active,
            boolean incoming,
            boolean persistent,
            boolean autostart,
            boolean saved,
            String configXml,
            Optional<String> liveXml) {}

    /** All guests; one that disappears meanwhile is left out. */
    List<GuestImage> all() throws LibvirtFailure;

    /** One guest. */
    GuestImage one(String guest) throws LibvirtFailure;

    /** Whether it exists as a machine. */
    boolean isActive(String guest) throws LibvirtFailure;

    /** Whether it is defined. */
    boolean isPersistent(String guest) throws LibvirtFailure;

    /** Its document. @param flags a sum of this interface's constants */
    String xml(String guest, int flags) throws LibvirtFailure;

    /** The document in its managed-save image, with secrets. */
    String savedXml(String guest) throws LibvirtFailure;

    /** Changes the document in its managed-save image. */
    void redefineSaved(String guest, String xml) throws LibvirtFailure;

    /** Defines it. */
    void define(String xml) throws LibvirtFailure;

    /** Removes the configuration. @param alsoImage with the managed-save image; firmware variables are kept */
    void undefine(String guest, boolean alsoImage) throws LibvirtFailure;

    /** Starts it from its managed-save image or configuration. */
    void start(String guest) throws LibvirtFailure;

    /** Starts a guest from a document. */
    void startAs(String xml) throws LibvirtFailure;

    /** Saves and stops it. */
    void save(String guest) throws LibvirtFailure;

    /** Asks it to shut down. */
    void shutdown(String guest) throws LibvirtFailure;

    /** Ends it. */
    void destroy(String guest) throws LibvirtFailure;

    /** Lets it run. */
    void resume(String guest) throws LibvirtFailure;

    /** Sets whether it starts with its host. */
    void setAutostart(String guest, boolean autostart) throws LibvirtFailure;

    /** Adds a device. @param live to the guest as it runs, else to its configuration */
    void attach(String guest, String deviceXml, boolean live) throws LibvirtFailure;

    /** Takes a device away; one that runs is only asked to let go. @param deviceXml as the guest's own document has it @param live as in {@link #attach} */
    void detach(String guest, String deviceXml, boolean live) throws LibvirtFailure;

    /** Changes a device in place. @param live as in {@link #attach} */
    void update(String guest, String deviceXml, boolean live) throws LibvirtFailure;
}
