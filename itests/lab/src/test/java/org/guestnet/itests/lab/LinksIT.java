/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.link.LinkDriver;
import org.guestnet.driver.link.contract.LinkSessionContract;
import org.guestnet.hostlink.internal.HostLinkDriver;
import org.guestnet.hostlink.internal.shell.SshFiles;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Host;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.Vxlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Links of a real host, over ssh. */
@RequiresLab(hosts = 2, manager = true)
final class LinksIT extends LinkSessionContract {

    private static HostLinkDriver driver;

    private final Lab lab;

    LinksIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void start(Lab lab) {
        driver = LinkHosts.driver(lab);
        lab.charon("A", "start");
    }

    @AfterAll
    static void stop() {
        driver.stop();
    }

    @Override
    protected LinkDriver driver() {
        return driver;
    }

    @Override
    protected Host host() {
        return LinkHosts.of(lab, "A");
    }

    @Override
    protected IpAddress underlay() {
        return IpAddress.parse(lab.addressOf("A"));
    }

    @Override
    protected void makeBridge(DeviceName bridge) {
        LinkHosts.makeBridge(lab, "A", bridge);
    }

    @Override
    protected void removeBridge(DeviceName bridge) {
        LinkHosts.removeBridge(lab, "A", bridge);
    }

    @Test
    void whatOthersMadeIsNeitherSeenNorTouched() throws Exception {
        String foreign = "gx00000000ff";
        lab.exec("A", "ip", "link", "add", foreign, "type", "bridge");
        lab.exec("A", "ip", "link", "add", "vx9", "type", "vxlan", "id", "9", "dstport", "4799");
        lab.exec("A", "nft", "add", "table", "bridge", "guestnet_other");
        lab.exec("A", "ip", "-6", "route", "add", "prohibit", "fd67:6e74::77/128", "metric", "4096", "proto", "98");
        lab.exec("A", "sh", "-c", "echo '# guestnet' >/etc/swanctl/conf.d/other.conf");
        String before = world();

        assertThat(session.look(List.of()).leftOver()).isEmpty();
        LinkResource taken = new Vxlan(
                new DeviceName(foreign), 5, underlay(), 4789, 1400, LinkNames.bridge(new NetworkName("red-network")));
        assertThat(catchThrowable(() -> session.make(List.of(taken)))).hasMessageContaining("another device");
        session.remove(List.of(taken));

        assertThat(world()).isEqualTo(before);
        lab.exec("A", "ip", "link", "delete", foreign);
        lab.exec("A", "ip", "link", "delete", "vx9");
        lab.exec("A", "nft", "delete", "table", "bridge", "guestnet_other");
        lab.exec("A", "ip", "-6", "route", "delete", "prohibit", "fd67:6e74::77/128", "metric", "4096", "proto", "98");
        lab.exec("A", "rm", "/etc/swanctl/conf.d/other.conf");
    }

    private String world() {
        return lab.exec(
                "A",
                "sh",
                "-c",
                "ip -o link show; nft list tables; ip -6 route show proto 98; ls -l /etc/swanctl/conf.d; cat /etc/swanctl/conf.d/*");
    }

    @Test
    void aLostConnectionIsMadeAnew() throws Exception {
        lab.exec("A", "sh", "-c", "pkill -f '[s]shd: root'");
        Await.until("the session works again", java.time.Duration.ofSeconds(10), () -> {
            try {
                return session.look(List.of()).missing().isEmpty();
            } catch (HostUnreachableException lost) {
                return false;
            } catch (org.guestnet.model.GuestnetException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aHostWithAnUnknownOrAnotherKeyIsRefused() throws Exception {
        Path nobody = Files.createTempFile("known", "hosts");
        refusesKey(nobody, "is not known");
        String others = Files.readString(lab.directory().resolve("ssh/hostkey-" + lab.nameOf("B") + ".pub"));
        Files.writeString(nobody, lab.addressOf("A") + " " + others);
        refusesKey(nobody, "is another than the known one");
        Files.delete(nobody);
    }

    private void refusesKey(Path knownHosts, String words) {
        HostLinkDriver wary = new HostLinkDriver(
                new SshFiles(List.of(lab.directory().resolve("ssh/id_ed25519")), knownHosts), List.of());
        try {
            HostUnreachableException refused =
                    catchThrowableOfType(HostUnreachableException.class, () -> wary.open(host(), secrets));
            assertThat(refused).hasMessageContaining(Codes.HOST_DOWN).hasMessageContaining(words);
        } finally {
            wary.stop();
        }
    }

    @Test
    void aHungHostIsGivenUpInTime() throws Exception {
        lab.exec("A", "sh", "-c", "kill -STOP $(pgrep -f '[s]shd: root')");
        try {
            HostUnreachableException late =
                    catchThrowableOfType(HostUnreachableException.class, () -> session.look(List.of()));
            assertThat(late.code()).isEqualTo(Codes.HOST_TIMEOUT);
        } finally {
            lab.exec("A", "sh", "-c", "kill -CONT $(pgrep -f '[s]shd: root')");
        }
    }
}
