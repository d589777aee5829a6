/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Real libvirt hosts on this machine, made and removed by {@code bin/lab.sh}. Hosts are called A, B, C, …
 *
 * <p>Each lab has names and addresses of its own, so that two test runs do not meet. It goes down with {@link #close()},
 * at the latest when the JVM ends; what a killed JVM left is removed by the next one. Any thread.
 */
final class Lab implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LabIdentity identity;
    private final List<String> hosts;
    private final Thread atExit = new Thread(this::down, "lab down");

    private Lab(LabIdentity identity, int hosts) {
        this.identity = identity;
        this.hosts = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                .substring(0, hosts)
                .chars()
                .mapToObj(Character::toString)
                .toList();
    }

    /**
     * A lab of {@code hosts} hosts whose libvirt daemons answer.
     *
     * @param manager whether this JVM can reach the hosts by their addresses too, not only by unix sockets
     */
    static Lab up(int hosts, boolean manager) {
        LabIdentity.removeAbandoned();
        Lab lab = new Lab(LabIdentity.next(manager), hosts);
        Runtime.getRuntime().addShutdownHook(lab.atExit);
        lab.script("up", Integer.toString(hosts)).orFail();
        return lab;
    }

    List<String> hosts() {
        return hosts;
    }

    /** The name by which hosts know each other, as in {@code qemu+ssh://NAME/system}. */
    String nameOf(String host) {
        return identity.prefix() + host;
    }

    /** The management address of a host; this JVM reaches it only in a lab with a manager. */
    String addressOf(String host) {
        return script("ip", host).orFail().strip();
    }

    /** An address with a prefix length, on the fabric, for guest {@code number} of 0 to 99. */
    String guestAddress(int number) {
        return identity.network() + "." + (100 + number) + "/24";
    }

    /** The socket of the host's libvirt daemon. */
    Path socketOf(String host) {
        return Path.of(script("socket", host).orFail().strip());
    }

    /** The host's devices that guests may use, in their order on the host. */
    List<String> devicesOf(String host) {
        return List.of(script("nics", host).orFail().strip().split(" "));
    }

    /** Where the lab keeps {@code ssh/id_ed25519}, {@code ssh/known_hosts}, {@code ssh/config} and {@code pki/}. */
    Path directory() {
        return identity.directory();
    }

    /** What {@code virsh} prints, without blank lines around it. */
    String virsh(String host, String... arguments) {
        return tryVirsh(host, arguments).orFail().strip();
    }

    Command.Result tryVirsh(String host, String... arguments) {
        return script("virsh", host, arguments);
    }

    /** Runs a command on a host, or in the fabric's network when {@code host} is {@code fab}. */
    String exec(String host, String... command) {
        return tryExec(host, command).orFail().strip();
    }

    Command.Result tryExec(String host, String... command) {
        return script("exec", host, command);
    }

    /** Defines and starts a libvirt network. */
    void network(String host, String xml) {
        virsh(host, "net-define", "--validate", file(xml));
        String name = xml.replaceFirst("(?s).*<name>(.*?)</name>.*", "$1");
        virsh(host, "net-start", name);
    }

    void define(String host, LabGuest guest) {
        virsh(host, "define", "--validate", file(guest.xml()));
    }

    /** Defines and starts a guest; returns when libvirt has started it, which is before its system has booted. */
    void start(String host, LabGuest guest) {
        define(host, guest);
        virsh(host, "start", guest.name());
    }

    /** Returns when the system of a guest is up; one that moves while it boots may give up by itself. */
    void awaitSystem(String host, LabGuest guest) {
        String serial = "/var/log/libvirt/" + guest.name() + ".serial";
        Await.until(
                "the system of " + guest.name() + " is up",
                PATIENCE,
                () -> tryExec(host, "grep", "-q", "READY", serial).ok());
    }

    /** Ends a guest wherever it is, and forgets it. */
    void remove(LabGuest guest) {
        for (String host : hosts) {
            tryVirsh(host, "destroy", guest.name());
            tryVirsh(host, "undefine", guest.name());
        }
    }

    /** Sends a ping to {@code address} every 20 ms, from the fabric, until the pinger is closed. */
    Pinger ping(String address) {
        return pingFrom("fab", address);
    }

    /** The same from a host. */
    Pinger pingFrom(String host, String address) {
        return Pinger.start(scriptCommand("exec", host, new String[0]), identity.environment(), address);
    }

    /** Listens on the fabric for frames that fit a filter, until the sniffer is closed. */
    Sniffer sniff(String filter) {
        return sniff(identity.prefix() + "fab", filter);
    }

    /** The same on another device of the fabric's network. */
    Sniffer sniff(String device, String filter) {
        return Sniffer.start(scriptCommand("exec", "fab", new String[0]), identity.environment(), device, filter);
    }

    /** Kills, starts, stops or restarts a libvirt daemon ({@code what} as in {@code lab.sh}); guests go on. */
    void libvirtd(String host, String what) {
        script("libvirtd", host, what).orFail();
    }

    /**
     * A new daemon, whether the old one runs or not: two managers that read a host's interfaces at once corrupt the heap of libvirt 9.0,
     * whose daemon may crash at any later time, and the next test is not to suffer.
     */
    void renewLibvirtd(String host) {
        libvirtd(host, tryVirsh(host, "uri").ok() ? "restart" : "start");
    }

    /** Starts, stops or kills a host's IPsec daemon, which is not there at first. */
    void charon(String host, String what) {
        script("charon", host, what).orFail();
    }

    /** Makes the libvirt daemon hang: connections are taken, nothing is answered. */
    void freeze(String host) {
        script("freeze", host).orFail();
    }

    void thaw(String host) {
        script("thaw", host).orFail();
    }

    /** Pulls the plug of a host: everything that runs there is gone at once. */
    void powerOff(String host) {
        script("power", host, "off").orFail();
    }

    /** Boots a host that was off; returns when its libvirt daemon answers. */
    void powerOn(String host) {
        script("power", host, "on").orFail();
    }

    /** A file with {@code content} that lives as long as the lab; its path. */
    String file(String content) {
        try {
            Path file = Files.createTempFile(identity.directory(), "given", ".xml");
            return Files.writeString(file, content).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        down();
    }

    private void down() {
        script("down").orFail();
    }

    private Command.Result script(String verb) {
        return Command.run(identity.environment(), PATIENCE, List.of(LabIdentity.program("lab.sh"), verb));
    }

    private Command.Result script(String verb, String host, String... arguments) {
        return Command.run(identity.environment(), PATIENCE, scriptCommand(verb, host, arguments));
    }

    private static List<String> scriptCommand(String verb, String host, String[] arguments) {
        List<String> command = new ArrayList<>(List.of(LabIdentity.program("lab.sh"), verb, host));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The environment in which {@code lab.sh} finds this lab. */
    Map<String, String> environment() {
        return identity.environment();
    }
}
