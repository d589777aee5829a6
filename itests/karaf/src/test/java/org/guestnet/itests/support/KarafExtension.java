/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.support;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.osgi.framework.BundleReference;

/**
 * Works on both sides. Outside, it sends each test method to the container by its unique id and skips it here; inside,
 * where the same class is run again by Jupiter's own engine, it injects services and lets the method proceed.
 */
final class KarafExtension implements BeforeAllCallback, TestInstancePostProcessor, InvocationInterceptor {

    private static final Namespace NAMESPACE = Namespace.create(KarafExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!isInside(context.getRequiredTestClass())) {
            server(context);
        }
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) throws Exception {
        if (isInside(instance.getClass())) {
            Injection.into(instance);
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (isInside(context.getRequiredTestClass())) {
            invocation.proceed();
        } else {
            invocation.skip();
            server(context).run(context.getUniqueId());
        }
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        interceptTestMethod(invocation, method, context);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation, context);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation, context);
    }

    private static void onlyInside(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        if (isInside(context.getRequiredTestClass())) {
            invocation.proceed();
        } else {
            invocation.skip();
        }
    }

    private static boolean isInside(Class<?> testClass) {
        return testClass.getClassLoader() instanceof BundleReference;
    }

    private static KarafServer server(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(KarafServer.class, key -> KarafServer.start(), KarafServer.class);
    }
}
