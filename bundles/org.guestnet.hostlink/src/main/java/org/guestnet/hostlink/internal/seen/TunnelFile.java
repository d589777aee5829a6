/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guestnet.model.IpAddress;
import org.guestnet.model.SecretName;
import org.guestnet.model.link.IpsecTunnel;
import org.guestnet.model.link.IpsecTunnel.Authentication;

/**
 * A tunnel's file in {@code /etc/swanctl/conf.d}. Its first line is {@code # guestnet NAME DIGEST LOCAL REMOTE INNER-LOCAL
 * INNER-REMOTE}, the digest that of the rest.
 *
 * @param name of the tunnel
 * @param head the first line
 */
public record TunnelFile(String name, String head) {

    /** Where the daemon looks for files. */
    public static final String DIRECTORY = "/etc/swanctl/conf.d";

    private static final Pattern LINE =
            Pattern.compile(DIRECTORY + "/guestnet-(gx[0-9a-f]{10}-[a-z0-9-]{1,27})\\.conf:(# guestnet gx.*)");
    private static final Pattern ADDRESSES = Pattern.compile("# guestnet (\\S+) [0-9a-f]+ (\\S+) (\\S+) (\\S+) (\\S+)");
    private static final SecretName UNKNOWN = new SecretName("unknown"); // what is to be removed needs no key
    private static final IpAddress ANY = IpAddress.parse("::");

    /** The file of that tunnel. */
    public static String path(String tunnel) {
        return DIRECTORY + "/guestnet-" + tunnel + ".conf";
    }

    /** The first line of that tunnel's file. */
    public static String head(IpsecTunnel t, String digest) {
        return "# guestnet " + t.name() + " " + digest + " " + t.local() + " " + t.remote() + " " + t.innerLocal() + " "
                + t.innerRemote();
    }

    /** As a resource, to be removed. */
    IpsecTunnel resource() {
        Matcher m = ADDRESSES.matcher(head);
        Authentication unknown = Authentication.by(UNKNOWN);
        try {
            if (m.matches()) {
                return new IpsecTunnel(
                        name,
                        IpAddress.parse(m.group(2)),
                        IpAddress.parse(m.group(3)),
                        IpAddress.parse(m.group(4)),
                        IpAddress.parse(m.group(5)),
                        unknown);
            }
        } catch (IllegalArgumentException e) {
            return new IpsecTunnel(name, ANY, ANY, ANY, ANY, unknown); // the name is what it is removed by
        }
        return new IpsecTunnel(name, ANY, ANY, ANY, ANY, unknown);
    }

    /** Those that {@code grep -rsHm1 guestnet.gx DIRECTORY} tells, by the tunnel's name; others' files are not among them. */
    static Map<String, TunnelFile> read(String text) {
        Map<String, TunnelFile> files = new LinkedHashMap<>();
        text.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(m -> files.put(m.group(1), new TunnelFile(m.group(1), m.group(2))));
        return files;
    }
}
