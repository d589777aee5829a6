/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.support;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.Hashtable;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.ops4j.pax.exam.ProbeInvoker;
import org.ops4j.pax.exam.ProbeInvokerFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** Inside the container: activates the bundle of all test classes and runs one test at a time when Pax Exam asks. */
public final class ProbeActivator implements BundleActivator {

    /** The name under which Pax Exam finds this way of running tests. */
    static final String DRIVER = "jupiter";

    @Override
    public void start(BundleContext context) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("driver", DRIVER);
        ProbeInvoker invoker = arguments -> runAsBundle(context.getBundle(), (String) arguments[0]);
        context.registerService(ProbeInvokerFactory.class, (ignored, expression) -> invoker, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework withdraws the service.
    }

    private static void runAsBundle(Bundle bundle, String uniqueId) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(bundle.adapt(BundleWiring.class).getClassLoader());
        try {
            run(uniqueId);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void run(String uniqueId) {
        LauncherDiscoveryRequest one = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectUniqueId(uniqueId))
                .build();
        Outcome outcome = new Outcome();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        launcher().execute(one, summary, outcome);
        outcome.rethrow();
        TestExecutionSummary counts = summary.getSummary();
        if (counts.getTestsSucceededCount() != 1) {
            throw new IllegalStateException("not one test but " + counts.getTestsFoundCount() + " for " + uniqueId);
        }
    }

    /** Nothing is looked up with a ServiceLoader, which would see the classes of the framework only. */
    private static Launcher launcher() {
        return LauncherFactory.create(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build());
    }
}
