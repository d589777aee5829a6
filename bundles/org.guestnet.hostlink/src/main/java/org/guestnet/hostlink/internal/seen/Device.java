/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.guestnet.driver.link.LinkReport.Traffic;
import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.Vxlan;

/**
 * A network device, as {@code ip -d -j -s address show} tells it.
 *
 * @param name its name
 * @param isVxlan whether it is a VXLAN device
 * @param alias the administrator's note at it
 * @param mtu in bytes
 * @param master whose port it is
 * @param up whether it was set up
 * @param id the VXLAN network identifier
 * @param port the UDP port
 * @param local the address that it sends from
 * @param addresses its own
 * @param traffic what it carried
 */
public record Device(
        DeviceName name,
        boolean isVxlan,
        String alias,
        int mtu,
        Optional<DeviceName> master,
        boolean up,
        int id,
        int port,
        Optional<IpAddress> local,
        List<IpAddress> addresses,
        Traffic traffic) {

    /** What we write at devices of ours. */
    public static final String ALIAS = "guestnet";

    private static final Pattern NAME = Pattern.compile("gx[0-9a-f]{10}");
    private static final DeviceName NONE = new DeviceName("none");

    /** Whether a device of ours can have that name. */
    static boolean isOurs(DeviceName name) {
        return NAME.matcher(name.value()).matches();
    }

    /** Whether we made it. */
    public boolean isOurs() {
        return isOurs(name) && isVxlan && alias.equals(ALIAS);
    }

    /** Whether we may have begun to make it: no other has put a mark at it. */
    public boolean isOursOrUnmarked() {
        return isOurs(name) && isVxlan && (alias.equals(ALIAS) || alias.isEmpty());
    }

    /** Whether it is so from its birth on; the rest can be changed. */
    public boolean isBornAs(Vxlan wanted) {
        return isOurs() && id == wanted.id() && port == wanted.port() && local.equals(Optional.of(wanted.local()));
    }

    boolean is(Vxlan wanted) {
        return isBornAs(wanted) && up && mtu == wanted.mtu() && master.equals(Optional.of(wanted.bridge()));
    }

    /** As a resource, to be removed. */
    public Vxlan resource() {
        return new Vxlan(
                name,
                Math.max(id, 1),
                local.orElse(IpAddress.parse("::")),
                Math.max(port, 1),
                Math.max(mtu, 68), // what the kernel takes at least
                master.orElse(NONE));
    }

    /** Each device that has a valid name, in the host's order. @throws IllegalArgumentException if it is not what iproute2 writes */
    static Map<DeviceName, Device> read(String text) {
        Map<DeviceName, Device> devices = new LinkedHashMap<>();
        Json.objects(text)
                .forEach(link -> Json.value(link, "ifname", DeviceName::new)
                        .ifPresent(name -> devices.put(name, device(name, link))));
        return devices;
    }

    private static Device device(DeviceName name, JsonObject link) {
        JsonObject info = Json.child(link, "linkinfo");
        JsonObject data = Json.child(info, "info_data");
        JsonArray flags = link.getArray("flags");
        return new Device(
                name,
                "vxlan".equals(info.getString("info_kind")),
                link.getString("ifalias", ""),
                link.getInt("mtu"),
                Json.value(link, "master", DeviceName::new),
                flags != null && flags.contains("UP"),
                data.getInt("id"),
                data.getInt("port"),
                Json.value(data, "local", IpAddress::parse).or(() -> Json.value(data, "local6", IpAddress::parse)),
                addresses(link),
                traffic(Json.child(link, "stats64")));
    }

    private static List<IpAddress> addresses(JsonObject link) {
        return Json.objects(link.getArray("addr_info"))
                .map(info -> Json.value(info, "local", IpAddress::parse))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Traffic traffic(JsonObject stats) {
        Function<String, Long> bytes = way -> Json.child(stats, way).getLong("bytes");
        return new Traffic(bytes.apply("rx"), bytes.apply("tx"));
    }
}
