/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.operation;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which hosts are being drained, by whichever manager: guests are not moved there. */
@Component(service = Draining.class)
public final class Draining {

    private final OperationEngine engine;

    /** @param engine knows the journal */
    @Activate
    public Draining(@Reference OperationEngine engine) {
        this.engine = engine;
    }

    /** The hosts whose drain has not ended. @throws GuestnetException {@code STORE_FAILED} */
    public Set<HostName> hosts() throws GuestnetException {
        return open().map(Operation::host).collect(Collectors.toSet());
    }

    /** The drain of a host that has not ended. @throws GuestnetException {@code STORE_FAILED} */
    public Optional<Operation> operation(HostName host) throws GuestnetException {
        return open().filter(o -> o.host().equals(host)).findFirst();
    }

    private Stream<Operation> open() throws GuestnetException {
        return engine.journal().open().stream().filter(o -> o.kind() == Operation.Kind.HOST_DRAIN);
    }

    /** What is to be known when a guest is started on a host. @throws GuestnetException {@code STORE_FAILED} */
    public Optional<Finding> notice(HostName host) throws GuestnetException {
        return operation(host)
                .map(drain -> Finding.notice(
                                Codes.HOST_DRAINING,
                                "the host is being drained by operation "
                                        + drain.id().shortForm()
                                        + ", which does not move guests that were started since",
                                "host:drain once more, or guest:migrate")
                        .on(host));
    }
}
