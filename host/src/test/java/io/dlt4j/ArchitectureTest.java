package io.dlt4j;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import io.dlt4j.api.FailPoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the packages of the host may know of each other; who wants to cross a line changes it here first. */
final class ArchitectureTest {

    /**
     * A rule that sees no classes holds for nothing: each names how many it must have seen at least. Raise these with
     * the code.
     */
    private static final int HOST_CLASSES = 250;

    private static final int STAGE_CLASSES = 45;
    private static final int LOW_LEVEL_CLASSES = 95;

    private static final String[] STAGES = {"io.dlt4j.extract..", "io.dlt4j.normalize.."};
    private static final String[] LOW_LEVEL = {
        "io.dlt4j.schema..", "io.dlt4j.config..", "io.dlt4j.pack..", "io.dlt4j.incremental.."
    };
    private static final String[] LATE = {"io.dlt4j.plugin..", "io.dlt4j.load..", "io.dlt4j.cli.."};
    private static final String[] KNOWN_TO_STAGES = {
        "io.dlt4j.schema..",
        "io.dlt4j.pack..",
        "io.dlt4j.config..",
        "io.dlt4j.incremental..",
        "io.dlt4j.api.capability..",
        "io.dlt4j.api.schema..",
        "io.dlt4j.api.format..",
        "io.dlt4j.api.error..",
        "io.dlt4j.api.config.."
    };

    @Test
    void extractKnowsDataAndNoOtherStage() {
        check(knowsOnly("io.dlt4j.extract.."), "io.dlt4j.extract..");
    }

    @Test
    void normalizeKnowsDataAndNoOtherStage() {
        check(knowsOnly("io.dlt4j.normalize.."), "io.dlt4j.normalize..");
    }

    /** Extract and normalize run in a process that has no driver; not even by a detour may they need one. */
    @Test
    void stagesNeverReachPluginsOrLoadEvenIndirectly() {
        assertSeen(STAGE_CLASSES, STAGES);
        noClasses()
                .that()
                .resideInAnyPackage(STAGES)
                .should()
                .transitivelyDependOnClassesThat()
                .resideInAnyPackage(LATE)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("io.dlt4j.api.load..")
                .check(HostClasses.ALL);
    }

    @Test
    void schemaConfigPackagesAndCursorsKnowNoStage() {
        assertSeen(LOW_LEVEL_CLASSES, LOW_LEVEL);
        noClasses()
                .that()
                .resideInAnyPackage(LOW_LEVEL)
                .should()
                .dependOnClassesThat(resideInAnyPackage(LATE).or(resideInAnyPackage(STAGES)))
                .check(HostClasses.ALL);
    }

    @Test
    void nobodyKnowsTheCommandLine() {
        assertSeen(HOST_CLASSES, "io.dlt4j..");
        noClasses()
                .that()
                .resideOutsideOfPackage("io.dlt4j.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.dlt4j.cli..")
                .check(HostClasses.ALL);
    }

    @Test
    void onlyTheInvokerChangesTheContextClassLoader() {
        assertSeen(HOST_CLASSES, "io.dlt4j..");
        noClasses()
                .that()
                .haveNameNotMatching("io\\.dlt4j\\.plugin\\.PluginInvoker(\\$.*)?")
                .should()
                .callMethodWhere(target(name("setContextClassLoader")))
                .check(HostClasses.ALL);
    }

    @Test
    void onlyTheCommandLineUsesTheStandardStreams() {
        assertSeen(HOST_CLASSES, "io.dlt4j..");
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(HostClasses.ALL.that(resideOutsideOfPackage("io.dlt4j.cli..")));
    }

    @Test
    void nobodyLogsThroughJavaUtilLogging() {
        assertSeen(HOST_CLASSES, "io.dlt4j..");
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(HostClasses.ALL);
    }

    @Test
    void everyExceptionThrownHasAType() {
        assertSeen(HOST_CLASSES, "io.dlt4j..");
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(HostClasses.ALL);
    }

    /** What is public is promised, or will be relied on: the list makes each new promise visible in a review. */
    @Test
    void publicTypesAreThoseListed() throws IOException {
        assertSeen(HOST_CLASSES, "io.dlt4j..");
        TreeSet<String> found = HostClasses.ALL.stream()
                .filter(ArchitectureTest::isPublic)
                .map(type -> type.getName().replace('$', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
        Path actual = Files.write(HostClasses.OUTPUT.resolve("public-types.txt"), found);
        assertThat(found)
                .as("public types of the host; if the change is meant: cp %s src/test/resources/", actual)
                .containsExactlyElementsOf(listedPublicTypes());
    }

    private static ArchRule knowsOnly(String stage) {
        return classes()
                .that()
                .resideInAPackage(stage)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("io.dlt4j..")
                        .or(resideInAnyPackage(KNOWN_TO_STAGES))
                        .or(resideInAnyPackage(stage))
                        .or(equivalentTo(FailPoint.class)));
    }

    private static void check(ArchRule rule, String seen) {
        assertSeen(STAGE_CLASSES, seen);
        rule.check(HostClasses.ALL);
    }

    private static void assertSeen(int atLeast, String... packages) {
        assertThat(HostClasses.ALL.that(resideInAnyPackage(packages)))
                .as("classes seen in %s", Arrays.toString(packages))
                .hasSizeGreaterThanOrEqualTo(atLeast);
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true);
    }

    private static List<String> listedPublicTypes() throws IOException {
        try (InputStream list = ArchitectureTest.class.getResourceAsStream("/public-types.txt")) {
            return new String(list.readAllBytes(), UTF_8).lines().sorted().toList();
        }
    }
}
