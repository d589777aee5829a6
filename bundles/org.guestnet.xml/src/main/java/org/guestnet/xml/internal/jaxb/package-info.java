/** What is mapped of libvirt's documents, as JAXB sees it. Mutable, used by one call each; nobody else sees them. */
package org.guestnet.xml.internal.jaxb;
