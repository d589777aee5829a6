/** The services of the api. */
package org.guestnet.core.service;
