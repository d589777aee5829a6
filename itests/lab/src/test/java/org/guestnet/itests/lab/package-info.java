/** Real libvirt hosts in namespaces, and the tests that run against them. */
package org.guestnet.itests.lab;
