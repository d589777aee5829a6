/**
 * libvirt's documents to values and back. The only place of Guestnet that makes an XML parser. What is not understood is kept:
 * comments, foreign namespaces and unknown elements of a document that is rewritten stay as they are, character by character.
 *
 * <p>All methods are static, may be called from any thread and do no I/O. They refuse by {@link org.guestnet.model.GuestnetException}
 * with the place in the document, and never return null.
 */
@Export
@Version("1.0.0")
package org.guestnet.xml;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
