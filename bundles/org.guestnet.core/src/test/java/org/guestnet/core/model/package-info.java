/**
 * The model test: random actions of many actors on a simulated fleet, and an oracle that looks at the simulated hosts themselves after
 * each call.
 */
package org.guestnet.core.model;
