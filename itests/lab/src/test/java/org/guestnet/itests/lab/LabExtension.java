/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Decides whether a lab is possible here, and gives one to each class that asks. */
final class LabExtension implements ExecutionCondition, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LabExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> obstacle = Obstacle.TEXT;
        if (obstacle.isEmpty() || !context.getTestMethod().isEmpty()) {
            return ConditionEvaluationResult.enabled("a lab is possible");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("CI=true forbids to skip " + context.getDisplayName() + ": " + obstacle.get());
        }
        System.err.println("SKIPPED " + context.getDisplayName() + ": " + obstacle.get());
        return ConditionEvaluationResult.disabled(obstacle.get());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Lab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RequiresLab wanted = context.getRequiredTestClass().getAnnotation(RequiresLab.class);
        // Kept in the class's store, which closes what it holds after the last test of the class.
        return store(context)
                .getOrComputeIfAbsent(Lab.class, key -> Lab.up(wanted.hosts(), wanted.manager()), Lab.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        return ofClass.getStore(NAMESPACE);
    }

    /** Looked for once a JVM. */
    private static final class Obstacle {

        static final Optional<String> TEXT = find();

        private static Optional<String> find() {
            for (List<String> attempt : List.of(
                    List.of(LabIdentity.program("packages.sh"), "--check"),
                    List.of("unshare", "--net", "--mount", "--pid", "--fork", "true"),
                    List.of(LabIdentity.program("guest-image.sh"), LabGuest.IMAGE.toString()))) {
                Command.Result result = Command.run(Map.of(), Duration.ofSeconds(120), attempt);
                if (!result.ok()) {
                    return Optional.of("no lab here: " + String.join(" ", attempt) + ": "
                            + result.output().strip());
                }
            }
            return Optional.empty();
        }
    }
}
