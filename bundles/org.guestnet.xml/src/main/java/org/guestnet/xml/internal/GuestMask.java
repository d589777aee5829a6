/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.guestnet.model.GuestnetException;

/** Hides the secrets of a domain document: what libvirt tells only with the flag SECURE, and what QEMU's own arguments carry. */
public final class GuestMask {

    private static final String MASK = "***";
    private static final Set<String> SECRET_ATTRIBUTES = Set.of("passwd", "password", "passwdvalidto");
    private static final String SECRET_KEY =
            "(?:data|pass|passwd|password|passphrase|token|key|[\\w.-]+[-_.](?:passwd|password|token))";
    private static final Pattern OPTION =
            Pattern.compile("(?i)((?:^|,)" + SECRET_KEY + "=)(?!(?:on|off)(?:,|$))(?:,,|[^,])+");
    private static final Pattern JSON = Pattern.compile("(?i)(\"" + SECRET_KEY + "\"\\s*:\\s*\")(?:\\\\.|[^\"\\\\])*");
    private static final Pattern USER_INFO = Pattern.compile("(://[^/:@\\s]*:)[^/@\\s]+@");
    private static final Pattern SECRET_VARIABLE = Pattern.compile("(?i).*(pass|secret|token|key).*");

    private final SourceText text;
    private final Splice splice = new Splice();

    private GuestMask(SourceText text) {
        this.text = text;
    }

    /** The document without secrets. @throws GuestnetException if it is not XML */
    public static String masked(String domainXml) throws GuestnetException {
        GuestMask mask = new GuestMask(SourceText.of(domainXml));
        mask.mask(mask.text.root());
        return mask.splice.in(domainXml);
    }

    private void mask(SourceElement element) {
        StartTag tag = element.tag();
        String localName = tag.name().substring(tag.name().indexOf(':') + 1);
        for (StartTag.Attribute attribute : tag.attributes()) {
            String shown = shown(localName, tag, attribute);
            if (!shown.equals(attribute.value())) {
                int from = element.start() + attribute.valueStart();
                splice.replace(
                        from,
                        element.start() + attribute.end() - 1,
                        StartTag.escaped(shown).replace("'", "&apos;"));
            }
        }
        if (localName.equals("cookie") && !element.isEmptyTag()) {
            splice.replace(element.contentStart(), element.contentEnd(), MASK);
            return;
        }
        element.children().forEach(this::mask);
    }

    private static String shown(String element, StartTag tag, StartTag.Attribute attribute) {
        String value = attribute.value();
        if (SECRET_ATTRIBUTES.contains(attribute.name().toLowerCase(Locale.ROOT))) {
            return MASK;
        }
        if (element.equals("env") && attribute.name().equals("value")) {
            return SECRET_VARIABLE.matcher(tag.attribute("name").orElse("")).matches() ? MASK : argument(value);
        }
        return element.equals("arg") ? argument(value) : value;
    }

    private static String argument(String value) {
        String hidden = OPTION.matcher(value).replaceAll("$1***");
        hidden = JSON.matcher(hidden).replaceAll("$1***");
        return USER_INFO.matcher(hidden).replaceAll("$1***@");
    }
}
