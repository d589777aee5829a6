/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.driver.store.contract.Claims.claim;
import static org.guestnet.driver.store.contract.Claims.in;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guestnet.driver.store.ClaimStore;
import org.guestnet.model.Claim;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.OperationId;
import org.junit.jupiter.api.Test;

/** What every {@link ClaimStore} must hold, called by one thread; see {@link ConcurrentClaimsContract} for several. */
public abstract class ClaimStoreContract {

    private final OperationId operation = OperationId.random();
    private final UUID guest = UUID.randomUUID();
    private final Claim first = claim("eth0", 0, guest, operation);
    private final Claim second = claim("eth0", 1, guest, operation);
    private final Claim foreign = claim("eth0", 1, UUID.randomUUID(), OperationId.random());

    /** The store under test, the same during one test; empty when the test begins. */
    protected abstract ClaimStore claimStore();

    @Test
    void givesBackWhatWasTakenInTheOrderOfTheKeys() throws GuestnetException {
        Claim tenth = claim("eth0", 10, guest, operation);
        Claim upper = claim("ETH9", 0, guest, operation);

        assertThat(claimStore().take(List.of(tenth, second, first, upper))).isEmpty();

        assertThat(claimStore().claims()).containsExactly(upper, first, second, tenth);
    }

    @Test
    void tellsTheClaimsOfAHostAndOfAGuestThere() throws GuestnetException {
        Claim elsewhere = Claims.onHost("kvm2", first);
        claimStore().take(List.of(elsewhere, foreign, first));

        assertThat(claimStore().claims(Set.of(first.key().host()))).containsExactly(first, foreign);
        assertThat(claimStore().claims(first.key().host(), guest)).containsExactly(first);
        assertThat(claimStore().claims(elsewhere.key().host(), guest)).containsExactly(elsewhere);
        assertThat(claimStore().claims(Set.of(new HostName("kvm3")))).isEmpty();
    }

    @Test
    void tellsTheClaimsOfManyHostsAtOnce() throws GuestnetException {
        Claim second = Claims.onHost("kvm2", first);
        Claim third = Claims.onHost("kvm3", first);
        claimStore().take(List.of(third, second, first));
        Set<HostName> many = IntStream.range(0, 1_000)
                .mapToObj(i -> new HostName("kvm" + (i + 2)))
                .collect(Collectors.toSet());

        assertThat(claimStore().claims(many)).containsExactly(second, third);
        assertThat(claimStore().claims(Set.of(first.key().host(), new HostName("kvm3"))))
                .containsExactly(first, third);
        assertThat(claimStore().claims(Set.of())).isEmpty();
    }

    @Test
    void namesTheTakenSlotsAndTakesNone() throws GuestnetException {
        claimStore().take(List.of(foreign));

        assertThat(claimStore().take(List.of(first, second))).containsExactly(second.key());
        assertThat(claimStore().claims()).containsExactly(foreign);
    }

    @Test
    void namesAllTakenSlotsInOrder() throws GuestnetException {
        Claim more = claim("eth0", 0, UUID.randomUUID(), OperationId.random());
        claimStore().take(List.of(foreign, more));

        assertThat(claimStore().take(List.of(second, first))).containsExactly(first.key(), second.key());
    }

    @Test
    void countsASlotOfTheSameGuestInterfaceAndOperationAsTaken() throws GuestnetException {
        claimStore().take(List.of(first));

        assertThat(claimStore().take(List.of(first, second))).isEmpty();
        assertThat(claimStore().claims()).containsExactly(first, second);
    }

    @Test
    void keepsTheStateOfASlotThatIsTakenAgain() throws GuestnetException {
        claimStore().take(List.of(first));
        claimStore().set(first, Claim.State.BOUND);

        assertThat(claimStore().take(List.of(first))).isEmpty();
        assertThat(claimStore().claims()).containsExactly(in(first, Claim.State.BOUND));
    }

    @Test
    void refusesASlotToAnotherOperationOfTheSameGuest() throws GuestnetException {
        claimStore().take(List.of(first));

        assertThat(claimStore().take(List.of(claim("eth0", 0, guest, OperationId.random()))))
                .containsExactly(first.key());
    }

    @Test
    void refusesASlotToAnotherInterfaceOfTheSameGuest() throws GuestnetException {
        claimStore().take(List.of(first));

        assertThat(claimStore().take(List.of(Claims.with(first, new MacAddress("52:54:00:00:00:99")))))
                .containsExactly(first.key());
    }

    @Test
    void refusesTwoOwnersOfASlotInOneCall() throws GuestnetException {
        assertThat(claimStore().take(List.of(second, foreign))).containsExactly(second.key());
        assertThat(claimStore().claims()).isEmpty();
    }

    @Test
    void takesNothingWhenNothingIsAskedFor() throws GuestnetException {
        assertThat(claimStore().take(List.of())).isEmpty();
        assertThat(claimStore().claims()).isEmpty();
    }

    @Test
    void tellsHostsAndDevicesApart() throws GuestnetException {
        Claim otherHost = Claims.onHost("kvm2", first);
        Claim otherDevice = claim("eth1", 0, UUID.randomUUID(), OperationId.random());

        assertThat(claimStore().take(List.of(first))).isEmpty();
        assertThat(claimStore().take(List.of(otherHost))).isEmpty();
        assertThat(claimStore().take(List.of(otherDevice))).isEmpty();
        assertThat(claimStore().claims()).containsExactly(first, otherDevice, otherHost);
    }

    @Test
    void setsTheStateOfThatClaimOnly() throws GuestnetException {
        claimStore().take(List.of(first, second));

        assertThat(claimStore().set(first, Claim.State.BOUND)).isTrue();
        assertThat(claimStore().claims()).containsExactly(in(first, Claim.State.BOUND), second);
    }

    @Test
    void doesNotSetTheStateOfAnothersClaim() throws GuestnetException {
        claimStore().take(List.of(second));

        assertThat(claimStore().set(foreign, Claim.State.BOUND)).isFalse();
        assertThat(claimStore().set(claim("eth0", 1, guest, OperationId.random()), Claim.State.BOUND))
                .isFalse();
        assertThat(claimStore().set(first, Claim.State.BOUND)).isFalse();
        assertThat(claimStore().claims()).containsExactly(second);
    }

    @Test
    void freesTheGivenClaimsWhateverTheirState() throws GuestnetException {
        Claim third = claim("eth0", 2, guest, operation);
        claimStore().take(List.of(first, second, third));
        claimStore().set(second, Claim.State.BOUND);

        claimStore().free(List.of(third, second));

        assertThat(claimStore().claims()).containsExactly(first);
    }

    @Test
    void freesNothingThatIsAnothersOrNotThere() throws GuestnetException {
        claimStore().take(List.of(second));

        claimStore().free(List.of(foreign, first, claim("eth0", 1, guest, OperationId.random())));

        assertThat(claimStore().claims()).containsExactly(second);
    }

    @Test
    void givesAFreedSlotToTheNext() throws GuestnetException {
        claimStore().take(List.of(second));
        claimStore().free(List.of(second));

        assertThat(claimStore().take(List.of(foreign))).isEmpty();
        assertThat(claimStore().claims()).containsExactly(foreign);
    }
}
