/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import java.util.List;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.xml.internal.DeviceReader;
import org.guestnet.xml.internal.NodeDeviceReader;

/** libvirt's {@code <interface>} of a host, and its node devices. */
public final class DeviceDocuments {

    private DeviceDocuments() {}

    /**
     * Reads a device and its members.
     *
     * @param interfaceXml a document of virInterfaceGetXMLDesc
     * @return the device first; of a bridge or bond its members then, each with the device as master. A device that is a member of
     *     one is told by the other's document too: take the one with a master. A link that libvirt says nothing of is neither up nor
     *     down; one that is up was set up by somebody.
     * @throws GuestnetException with code {@code XML_INVALID} for each thing that is wrong, or {@code XML_TOO_LARGE}
     */
    public static List<HostDevice> read(String interfaceXml) throws GuestnetException {
        return DeviceReader.read(interfaceXml);
    }

    /**
     * Reads a node device. Of capabilities other than {@code net} and {@code pci} it tells nothing.
     *
     * @param deviceXml a document of virNodeDeviceGetXMLDesc
     * @throws GuestnetException with code {@code XML_INVALID} for each thing that is wrong, or {@code XML_TOO_LARGE}
     */
    public static NodeDevice readNode(String deviceXml) throws GuestnetException {
        return NodeDeviceReader.read(deviceXml);
    }
}
