/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no code here does, and what only one bundle does. ArchUnit fails a rule that found no class to look at. */
class HabitsTest {

    @Test
    void nothingIsPrintedAroundTheLog() {
        // A command's System.out is the session of whoever gave it.
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.guestnet.shell..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS));
        check(noClasses().should().callMethod(Throwable.class, "printStackTrace"));
        check(GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
    }

    @Test
    void failuresHaveTypes() {
        check(GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
    }

    @Test
    void onlyTheLibvirtBundleKnowsLibvirtAndNativeCode() {
        check(onlyIn("org.guestnet.libvirt", "org.libvirt..", "com.sun.jna.."));
    }

    @Test
    void onlyTheHostlinkBundleKnowsTheSshClient() {
        check(onlyIn("org.guestnet.hostlink", "org.apache.sshd.."));
    }

    @Test
    void onlyTheXmlBundleMakesParsers() {
        check(onlyIn("org.guestnet.xml", "javax.xml.parsers..", "javax.xml.stream..", "org.eclipse.persistence.."));
    }

    /** The driver names a DataSource where the store is given one. */
    @Test
    void onlyTheStoreAndItsServersKnowSql() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.guestnet.store..", "org.guestnet.postgresql..", "org.guestnet.driver.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql.."));
        check(onlyIn("org.guestnet.store", "org.h2.."));
        check(onlyIn("org.guestnet.postgresql", "org.postgresql..", "com.zaxxer.."));
    }

    @Test
    void whatIsCalledInternalIsNotExported() {
        assertThat(exports().toList()).isNotEmpty().noneMatch(exported -> exported.contains(".internal"));
    }

    @Test
    void coreAndTheNetworkTypesExportNothing() {
        var manifests = Bundles.manifests();

        assertThat(List.of(
                        "core",
                        "shell",
                        "hostlink",
                        "store",
                        "type.virtual",
                        "type.bridge",
                        "type.direct",
                        "type.tunnel"))
                .allMatch(manifests::containsKey)
                .noneMatch(bundle -> manifests.get(bundle).containsKey(new Attributes.Name("Export-Package")));
    }

    @Test
    void whatIsExportedIsOursAndHasAVersion() {
        assertThat(exports().toList())
                .isNotEmpty()
                .allMatch(exported -> exported.startsWith("org.guestnet."))
                .allMatch(exported -> exported.contains("version="));
    }

    private static void check(ArchRule rule) {
        rule.check(Bundles.CLASSES);
    }

    private static ArchRule onlyIn(String bundle, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(bundle + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    private static Stream<String> exports() {
        return Bundles.manifests().values().stream().flatMap(HabitsTest::exports);
    }

    /** Clauses are apart by commas outside quotes. */
    private static Stream<String> exports(Attributes manifest) {
        String header = manifest.getValue("Export-Package");
        return header == null ? Stream.empty() : Arrays.stream(header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
    }
}
