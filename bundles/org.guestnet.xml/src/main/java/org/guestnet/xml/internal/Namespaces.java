/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

/** The namespaces of what we keep in libvirt's documents, and of libvirt's own extensions. */
public final class Namespaces {

    /** Metadata of networks. */
    static final String NETWORK = "urn:guestnet:network:1";
    /** Metadata of guests. */
    static final String GUEST = "urn:guestnet:guest:1";
    /** Where libvirt's own extensions live. */
    static final String LIBVIRT = "http://libvirt.org/schemas/";
    /** The prefix that we declare; libvirt demands one. */
    static final String PREFIX = "guestnet";

    private Namespaces() {}
}
