/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.support;

import java.lang.reflect.Field;
import javax.inject.Inject;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** Inside the container: fills the fields of a test instance. */
final class Injection {

    private static final long PATIENCE_MS = 30_000;

    private Injection() {}

    /** @throws IllegalStateException if a service does not appear in 30 seconds */
    static void into(Object instance) throws ReflectiveOperationException, InterruptedException {
        BundleContext context = FrameworkUtil.getBundle(instance.getClass()).getBundleContext();
        for (Field field : instance.getClass().getDeclaredFields()) {
            if (field.isAnnotationPresent(Inject.class)) {
                field.setAccessible(true);
                field.set(instance, value(context, field.getType()));
            }
        }
    }

    private static Object value(BundleContext context, Class<?> type) throws InterruptedException {
        if (type == BundleContext.class) {
            return context;
        }
        // Left open on purpose: the test bundle lives as long as its container.
        ServiceTracker<?, ?> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        Object service = tracker.waitForService(PATIENCE_MS);
        if (service == null) {
            throw new IllegalStateException("no service " + type.getName() + " after " + PATIENCE_MS + " ms");
        }
        return service;
    }
}
