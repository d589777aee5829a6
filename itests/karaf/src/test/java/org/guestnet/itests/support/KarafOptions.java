/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.support;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.mavenBundle;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.File;
import java.util.Arrays;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.KarafExamSystemConfigurationOption;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;
import org.ops4j.pax.exam.karaf.options.libraries.OverrideJUnitBundlesOption;

/** Outside: how Pax Exam is to start our assembly. */
final class KarafOptions {

    private static final int START_MS = 120_000;

    private KarafOptions() {}

    static Option[] all() {
        return new Option[] {ourAssembly(), quiet(), ports(), testBundles(), asBinKarafDoes()};
    }

    private static Option ourAssembly() {
        File exam = new File(System.getProperty("it.exam"));
        File assembly = new File(System.getProperty("it.directory"), "guestnet-karaf.tar.gz");
        return composite(
                karafDistributionConfiguration()
                        .frameworkUrl(assembly.toURI().toString())
                        .name("Guestnet")
                        .unpackDirectory(exam),
                keepRuntimeFolder(),
                systemTimeout(START_MS),
                systemProperty("it.directory").value(System.getProperty("it.directory")));
    }

    private static Option quiet() {
        return composite(configureConsole().ignoreLocalConsole(), logLevel(LogLevel.INFO));
    }

    private static Option ports() {
        return editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", "0");
    }

    /** JUnit and AssertJ are bundles as they are. Pax Exam's own JUnit 4 is left out. */
    private static Option testBundles() {
        String jupiter = System.getProperty("it.junit");
        String platform = System.getProperty("it.junit.platform");
        String repository = System.getProperty("it.localRepository");
        return composite(
                new OverrideJUnitBundlesOption(),
                new KarafExamSystemConfigurationOption(ProbeActivator.DRIVER),
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.localRepository", repository),
                mavenBundle("org.opentest4j", "opentest4j", "1.3.0"),
                mavenBundle("org.junit.platform", "junit-platform-commons", platform),
                mavenBundle("org.junit.platform", "junit-platform-engine", platform),
                mavenBundle("org.junit.platform", "junit-platform-launcher", platform),
                mavenBundle("org.junit.jupiter", "junit-jupiter-api", jupiter),
                mavenBundle("org.junit.jupiter", "junit-jupiter-params", jupiter),
                mavenBundle("org.junit.jupiter", "junit-jupiter-engine", jupiter),
                mavenBundle("org.assertj", "assertj-core", System.getProperty("it.assertj")),
                mavenBundle("net.bytebuddy", "byte-buddy", System.getProperty("it.bytebuddy")));
    }

    /** Pax Exam starts java itself and leaves to us what bin/karaf passes. */
    private static Option asBinKarafDoes() {
        String specs = "lib/endorsed/org.apache.karaf.specs.";
        String version = System.getProperty("it.karaf");
        String[] options = {
            "--add-reads=java.xml=java.logging",
            "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
            "--patch-module=java.base=" + specs + "locator-" + version + ".jar",
            "--patch-module=java.xml=" + specs + "java.xml-" + version + ".jar",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
            "--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.content.text=ALL-UNNAMED",
            "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8",
            "-classpath",
            "lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*",
        };
        return composite(Arrays.stream(options).map(o -> vmOption(o)).toArray(Option[]::new));
    }
}
