/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import static org.guestnet.libvirt.internal.binding.JnaNative.LIBVIRT;
import static org.guestnet.libvirt.internal.binding.JnaNative.check;
import static org.guestnet.libvirt.internal.binding.JnaNative.text;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import java.util.Optional;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/** Guests over a connection: what is read goes by our own functions, what is done mostly by libvirt-java's. */
final class JnaGuests implements GuestCalls {

    private static final int STATE_PAUSED = 3;
    private static final int STATE_SHUTOFF = 5;
    private static final int PAUSED_MIGRATION = 2;
    private static final int UNDEFINE_MANAGED_SAVE = 1;
    private static final int UNDEFINE_KEEP_NVRAM = 8;
    private static final int AFFECT_LIVE = 1;
    private static final int AFFECT_CONFIG = 2;

    private final Connect connect;
    private final Pointer connection;

    JnaGuests(Connect connect, Pointer connection) {
        this.connect = connect;
        this.connection = connection;
    }

    private <T> T on(String uuid, JnaGuest.Use<T> use) throws LibvirtFailure {
        return JnaGuest.on(connection, uuid, use);
    }

    private interface Act {
        void on(Domain guest) throws LibvirtException;
    }

    private void act(String uuid, Act act) throws LibvirtFailure {
        make(() -> connect.domainLookupByUUIDString(uuid), act);
    }

    private interface Make {
        Domain get() throws LibvirtException;
    }

    /** Frees the object after the error was read: freeing forgets it. */
    private static void make(Make maker, Act act) throws LibvirtFailure {
        Domain guest = null;
        try {
            guest = maker.get();
            act.on(guest);
        } catch (LibvirtException e) {
            throw JnaNative.failure();
        } finally {
            free(guest);
        }
    }

    private static void free(Domain guest) throws LibvirtFailure {
        try {
            if (guest != null) {
                guest.free();
            }
        } catch (LibvirtException e) {
            throw JnaNative.failure();
        }
    }

    @Override
    public List<GuestImage> all() throws LibvirtFailure {
        return JnaNative.read(
                array -> LIBVIRT.virConnectListAllDomains(connection, array, 0),
                LIBVIRT::virDomainFree,
                LibvirtFailure.NO_DOMAIN,
                this::image);
    }

    @Override
    public GuestImage one(String uuid) throws LibvirtFailure {
        return on(uuid, this::image);
    }

    private GuestImage image(Pointer guest) throws LibvirtFailure {
        IntByReference state = new IntByReference();
        IntByReference reason = new IntByReference();
        check(LIBVIRT.virDomainGetState(guest, state, reason, 0));
        boolean active = state.getValue() != STATE_SHUTOFF && check(LIBVIRT.virDomainIsActive(guest)) == 1;
        boolean persistent = check(LIBVIRT.virDomainIsPersistent(guest)) == 1;
        // No SECURE: a report has no use for secrets.
        Optional<String> live = active ? Optional.of(text(LIBVIRT.virDomainGetXMLDesc(guest, 0))) : Optional.empty();
        String config = persistent || live.isEmpty() ? text(LIBVIRT.virDomainGetXMLDesc(guest, INACTIVE)) : live.get();
        return new GuestImage(
                JnaNative.uuid(guest, LIBVIRT::virDomainGetUUIDString),
                LIBVIRT.virDomainGetName(guest),
                state.getValue(),
                reason.getValue(),
                active,
                active && isIncoming(guest, state.getValue(), reason.getValue()),
                persistent,
                persistent && isAutostarted(guest),
                persistent && !active && isSaved(guest),
                config,
                live);
    }

    /** Both ends of a migration are paused for the same reason; only the destination has no numbers about it. */
    private static boolean isIncoming(Pointer guest, int state, int reason) throws LibvirtFailure {
        if (state != STATE_PAUSED || reason != PAUSED_MIGRATION) {
            return false;
        }
        PointerByReference parameters = new PointerByReference();
        IntByReference count = new IntByReference();
        int result = LIBVIRT.virDomainGetJobStats(guest, new IntByReference(), parameters, count, 0);
        if (result < 0) {
            return JnaNative.failure().is(LibvirtFailure.OPERATION_UNSUPPORTED);
        }
        LIBVIRT.virTypedParamsFree(parameters.getValue(), count.getValue());
        return false;
    }

    private static boolean isAutostarted(Pointer guest) throws LibvirtFailure {
        IntByReference autostart = new IntByReference();
        check(LIBVIRT.virDomainGetAutostart(guest, autostart));
        return autostart.getValue() == 1;
    }

    private static boolean isSaved(Pointer guest) throws LibvirtFailure {
        int saved = LIBVIRT.virDomainHasManagedSaveImage(guest, 0);
        if (saved < 0) {
            LibvirtFailure failure = JnaNative.failure();
            if (failure.is(LibvirtFailure.NO_SUPPORT)) { // LXC
                return false;
            }
            throw failure;
        }
        return saved == 1;
    }

    @Override
    public boolean isActive(String uuid) throws LibvirtFailure {
        return on(uuid, guest -> check(LIBVIRT.virDomainIsActive(guest)) == 1);
    }

    @Override
    public boolean isPersistent(String uuid) throws LibvirtFailure {
        return on(uuid, guest -> check(LIBVIRT.virDomainIsPersistent(guest)) == 1);
    }

    @Override
    public String xml(String uuid, int flags) throws LibvirtFailure {
        return on(uuid, guest -> text(LIBVIRT.virDomainGetXMLDesc(guest, flags)));
    }

    @Override
    public String savedXml(String uuid) throws LibvirtFailure {
        return on(uuid, guest -> text(LIBVIRT.virDomainManagedSaveGetXMLDesc(guest, SECURE)));
    }

    @Override
    public void redefineSaved(String uuid, String xml) throws LibvirtFailure {
        on(uuid, guest -> check(LIBVIRT.virDomainManagedSaveDefineXML(guest, xml, 0)));
    }

    @Override
    public void define(String xml) throws LibvirtFailure {
        make(() -> connect.domainDefineXML(xml), guest -> {});
    }

    @Override
    public void undefine(String uuid, boolean alsoImage) throws LibvirtFailure {
        act(uuid, guest -> {
            if (alsoImage) {
                guest.undefine(UNDEFINE_MANAGED_SAVE | UNDEFINE_KEEP_NVRAM);
            } else {
                guest.undefine();
            }
        });
    }

    @Override
    public void start(String uuid) throws LibvirtFailure {
        act(uuid, Domain::create);
    }

    @Override
    public void startAs(String xml) throws LibvirtFailure {
        make(() -> connect.domainCreateXML(xml, 0), guest -> {});
    }

    @Override
    public void save(String uuid) throws LibvirtFailure {
        act(uuid, Domain::managedSave);
    }

    @Override
    public void shutdown(String uuid) throws LibvirtFailure {
        act(uuid, Domain::shutdown);
    }

    @Override
    public void destroy(String uuid) throws LibvirtFailure {
        act(uuid, Domain::destroy);
    }

    @Override
    public void resume(String uuid) throws LibvirtFailure {
        act(uuid, Domain::resume);
    }

    @Override
    public void setAutostart(String uuid, boolean autostart) throws LibvirtFailure {
        act(uuid, guest -> guest.setAutostart(autostart));
    }

    @Override
    public void attach(String uuid, String deviceXml, boolean live) throws LibvirtFailure {
        act(uuid, guest -> guest.attachDeviceFlags(deviceXml, extent(live)));
    }

    @Override
    public void detach(String uuid, String deviceXml, boolean live) throws LibvirtFailure {
        act(uuid, guest -> guest.detachDeviceFlags(deviceXml, extent(live)));
    }

    @Override
    public void update(String uuid, String deviceXml, boolean live) throws LibvirtFailure {
        act(uuid, guest -> guest.updateDeviceFlags(deviceXml, extent(live)));
    }

    private static int extent(boolean live) {
        return live ? AFFECT_LIVE : AFFECT_CONFIG;
    }
}
