/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import org.guestnet.model.DeviceName;

/** A VXLAN packet for host A, sent from the fabric over IPv6 in two fragments of which the first has no more than the UDP header. */
final class ForgedFragments {

    private static final String MAC = "52:54:00:ee:ee:06";

    private static final String SEND = """
            use strict; use Socket qw(inet_pton pack_sockaddr_in6 AF_INET6 SOCK_RAW);
            my ($from, $to, $id) = (inet_pton(AF_INET6, $ARGV[0]), inet_pton(AF_INET6, $ARGV[1]), $ARGV[2]);
            my $frame = pack("H*a46", "ffffffffffff525400eeee060806", "");
            my $vxlan = pack("NN", 0x08000000, $id << 8) . $frame;
            my $length = 8 + length $vxlan;
            my $sum = 0;
            $sum += $_ for unpack("n*", $from . $to . pack("NN", $length, 17) . pack("nnnn", 5555, 4789, $length, 0) . $vxlan);
            $sum = ($sum & 0xffff) + ($sum >> 16) while $sum >> 16;
            my $udp = pack("nnnn", 5555, 4789, $length, ~$sum & 0xffff);
            socket(my $out, AF_INET6, SOCK_RAW, 255) or die $!; # with headers of its own
            for ([0, 1, $udp], [8, 0, $vxlan]) {
                my ($offset, $more, $data) = @$_;
                my $packet = pack("NnCC", 0x60000000, 8 + length $data, 44, 64) . $from . $to
                    . pack("CCnN", 17, 0, $offset | $more, $$) . $data;
                send($out, $packet, 0, pack_sockaddr_in6(0, $to)) or die $!;
            }
            """;

    private ForgedFragments() {}

    /** Whether host A's device takes it in, and learns whom it is from. */
    static boolean areHeard(Lab lab, DeviceName device, int id) {
        lab.exec("fab", "perl", "-e", SEND, "2001:db8:7::fe", "2001:db8:7::1", Integer.toString(id));
        lab.exec("fab", "ping", "-6", "-c", "1", "-W", "1", "2001:db8:7::1"); // arrives after them
        return lab.exec("A", "bridge", "fdb", "show", "dev", device.value()).contains(MAC);
    }
}
