/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.model.HostAddress;
import org.guestnet.model.Hypervisor;

/**
 * The ssh client's arguments. No shell of ours reads them; the remote one is given constant text. Host and user cannot begin with a
 * dash (their syntax), and the host follows {@code --}.
 */
final class SshCommand {

    private static final int CONNECT_SECONDS = 8;

    private SshCommand() {}

    /** To the daemon's socket. */
    static List<String> of(HostAddress address, Hypervisor hypervisor, Credentials credentials) {
        return of(address, credentials, List.of("virt-ssh-helper", hypervisor + ":///system"));
    }

    /** @param remote constant words */
    static List<String> of(HostAddress address, Credentials credentials, List<String> remote) {
        List<String> command = new ArrayList<>(List.of("ssh", "-T", "-e", "none"));
        option(command, "BatchMode=yes");
        option(command, "ConnectTimeout=" + CONNECT_SECONDS);
        option(command, "StrictHostKeyChecking=yes");
        // What the administrator's own ssh configuration may want for people has no place on this stream.
        option(command, "ClearAllForwardings=yes");
        option(command, "ForwardX11=no");
        option(command, "ForwardAgent=no");
        option(command, "ControlPath=none"); // a shared connection would outlive us and end for all at once
        option(command, "PermitLocalCommand=no");
        option(command, "RemoteCommand=none");
        option(command, "LogLevel=ERROR");
        identity(command, credentials.sshIdentityFile());
        credentials.sshKnownHosts().ifPresent(file -> option(command, "UserKnownHostsFile=" + file));
        address.user().ifPresent(user -> command.addAll(List.of("-l", user)));
        address.port().ifPresent(port -> command.addAll(List.of("-p", Integer.toString(port))));
        command.addAll(List.of("--", bare(address.target())));
        command.addAll(remote);
        return command;
    }

    private static void option(List<String> command, String option) {
        command.add("-o" + option);
    }

    private static void identity(List<String> command, Optional<String> file) {
        file.ifPresent(path -> command.addAll(List.of("-oIdentitiesOnly=yes", "-i", path)));
    }

    /** An IPv6 address without the brackets that an address of ours has around it. */
    static String bare(String target) {
        return target.startsWith("[") ? target.substring(1, target.length() - 1) : target;
    }
}
