/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import org.guestnet.model.Finding;
import org.xml.sax.SAXException;

/** Ends a parse: the document is well-formed so far, and refused. */
final class RefusedDocument extends SAXException {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    RefusedDocument(Finding finding) {
        super(finding.detail());
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }
}
