/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What other bundles see is documented: every public type, constructor and method of an exported package. */
class DocumentedTest {

    private static final Path BUNDLES = Path.of("../../bundles");
    private static final String EXPORT = "@Export";

    @Test
    void everythingThatIsExportedSaysWhatItIs() throws IOException {
        Undocumented seen = new Undocumented();
        seen.readAll(exported());
        assertThat(seen.members).as("members that were looked at").isGreaterThan(300);
        assertThat(seen.missing).isEmpty();
    }

    @Test
    void aMemberWithoutACommentIsFound() throws IOException {
        Undocumented seen = new Undocumented();
        seen.readAll(List.of(Path.of("src/test/resources/Undocumented.java")));
        assertThat(seen.missing).containsExactly("Undocumented.java: Undocumented", "Undocumented.java: undocumented");
    }

    /** The sources of all packages whose package-info says that they are exported. */
    private static List<Path> exported() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> all = Files.walk(BUNDLES)) {
            for (Path info : all.filter(p -> p.endsWith("package-info.java")).toList()) {
                if (Files.readString(info).contains(EXPORT)) {
                    try (Stream<Path> files = Files.list(info.getParent())) {
                        files.filter(f -> f.toString().endsWith(".java") && !f.equals(info))
                                .forEach(sources::add);
                    }
                }
            }
        }
        return sources;
    }

    /** Looks for public members without a comment. What overrides is documented where it is declared. */
    private static final class Undocumented extends TreePathScanner<Void, DocTrees> {

        private final List<String> missing = new ArrayList<>();
        private int members;

        void readAll(List<Path> sources) throws IOException {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
                JavacTask task = (JavacTask) compiler.getTask(
                        null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
                DocTrees docs = DocTrees.instance(task);
                for (CompilationUnitTree unit : task.parse()) {
                    scan(new TreePath(unit), docs);
                }
            }
        }

        @Override
        public Void visitClass(ClassTree type, DocTrees docs) {
            if (!isVisible(type.getModifiers())) {
                return null; // nor is what stands in it
            }
            check(type.getSimpleName().toString(), docs);
            return super.visitClass(type, docs);
        }

        @Override
        public Void visitMethod(MethodTree method, DocTrees docs) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
            if (isVisible(method.getModifiers()) && !overrides && !isGenerated(docs)) {
                check(method.getName().toString(), docs);
            }
            return null;
        }

        /** Members of interfaces are public without saying so. */
        private boolean isVisible(ModifiersTree modifiers) {
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            boolean inInterface =
                    parent.getKind() == Tree.Kind.INTERFACE || parent.getKind() == Tree.Kind.ANNOTATION_TYPE;
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || modifiers.getFlags().contains(Modifier.PROTECTED)
                    || inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }

        private boolean isGenerated(DocTrees docs) {
            return docs.getSourcePositions()
                            .getEndPosition(
                                    getCurrentPath().getCompilationUnit(),
                                    getCurrentPath().getLeaf())
                    < 0;
        }

        private void check(String name, DocTrees docs) {
            members++;
            String comment = docs.getDocComment(getCurrentPath());
            if (comment == null || comment.isBlank()) {
                String file = Path.of(getCurrentPath()
                                .getCompilationUnit()
                                .getSourceFile()
                                .getName())
                        .getFileName()
                        .toString();
                missing.add(file + ": " + name);
            }
        }
    }
}
