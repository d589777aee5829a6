/**
 * What every store must hold, as abstract test classes: whoever implements an interface of {@code org.guestnet.driver.store} extends
 * its suite. {@link org.guestnet.driver.store.contract.MemoryStore} passes them and serves tests that need some store.
 */
package org.guestnet.driver.store.contract;
