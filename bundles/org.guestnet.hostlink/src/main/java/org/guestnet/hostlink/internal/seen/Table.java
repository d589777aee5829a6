/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import com.grack.nanojson.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guestnet.model.DeviceName;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;

/**
 * A table of nftables that is ours. Its name says all of it, so that a list of names tells whether it is as it is to be.
 *
 * @param family of nftables
 * @param name of the table
 */
public record Table(String family, String name) {

    private static final String PREFIX = "guestnet_";
    private static final Pattern FILTER = Pattern.compile(PREFIX + "(gx[0-9a-f]{10})");
    private static final Pattern GUARD = Pattern.compile(
            PREFIX + "(gx[0-9a-f]{10})_([0-9]{1,8})_([0-9]{1,5})(?:_(g[a-z][0-9a-f]{10}))?(?:_v[0-9]{1,3})?");

    /** To be counted up with each change of a guard's rules, so that hosts that have the older ones get them. */
    private static final String VERSION = "_v2";

    /** That of a filter. */
    public static Table of(PortFilter filter) {
        return new Table("bridge", PREFIX + filter.port());
    }

    /** That of a guard. */
    public static Table of(ArrivalGuard guard) {
        String through = guard.device().map(d -> "_" + d).orElse("");
        return new Table("inet", PREFIX + guard.vxlan() + "_" + guard.id() + "_" + guard.port() + through + VERSION);
    }

    /** What it stands for, in whatever version. */
    LinkResource resource() {
        return guard().<LinkResource>map(g -> g)
                .orElseGet(() -> new PortFilter(new DeviceName(name.substring(PREFIX.length()))));
    }

    /** The guard that it is, if it is one; by rules of whatever version. */
    public Optional<ArrivalGuard> guard() {
        Matcher guard = GUARD.matcher(name);
        return guard.matches()
                ? Optional.of(new ArrivalGuard(
                        new DeviceName(guard.group(1)),
                        Integer.parseInt(guard.group(2)),
                        Integer.parseInt(guard.group(3)),
                        Optional.ofNullable(guard.group(4)).map(DeviceName::new)))
                : Optional.empty();
    }

    private boolean isOurs() {
        return family.equals("bridge") && FILTER.matcher(name).matches()
                || family.equals("inet") && GUARD.matcher(name).matches();
    }

    /** Those of ours that {@code nft -j list tables} tells. @throws IllegalArgumentException if it is not what nft writes */
    static Set<Table> read(String text) {
        return Json.objects(text, "nftables")
                .map(item -> Optional.ofNullable(item.getObject("table")))
                .flatMap(Optional::stream)
                .map(Table::table)
                .filter(Table::isOurs)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Table table(JsonObject table) {
        return new Table(table.getString("family", ""), table.getString("name", ""));
    }
}
