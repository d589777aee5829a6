/** Networks are defined, changed, started, stopped and undefined here, and running pools follow their definitions. */
package org.guestnet.core.lifecycle;
