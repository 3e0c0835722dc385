package io.dlt4j.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What is in the jars that others put on their class paths, and what plugins bring with them. */
class JarsIT {

    private static final Map<String, Long> CLOSURES = Map.of(
            "duckdb", 90_000_000L,
            "postgres", 3_000_000L,
            "bigquery", 50_000_000L,
            "filesystem", 3_000_000L,
            "parquet", 13_000_000L,
            "sqlite", 13_500_000L,
            "storage-s3", 18_000_000L,
            "storage-azure", 26_000_000L,
            "storage-gcs", 65_000_000L);

    private static final long OTHER_CLOSURE = 3_000_000;

    @Test
    void holdClassesOfTheirOwnPackagesAndNothingElse() throws IOException {
        Map<String, String> owners = new HashMap<>();
        for (Build.Module module : Build.modules()) {
            for (String name : names(module.jar())) {
                assertThat(name)
                        .as(module.artifact())
                        .matches("META-INF/.*|module-info\\.class|io/|io/dlt4j/.*")
                        .doesNotMatch(".*(\\.java|\\.DS_Store|Test\\.class|IT\\.class)");
            }
            for (String holder : packages(module.jar())) {
                String other = owners.put(holder, module.artifact());
                assertThat(other)
                        .as("package %s is of %s too", holder, module.artifact())
                        .isNull();
            }
        }
    }

    @Test
    void sayWhatTheyAre() throws IOException {
        Set<String> modules = new TreeSet<>();
        for (Build.Module module : Build.modules()) {
            try (JarFile jar = new JarFile(module.jar().toFile())) {
                Attributes manifest = jar.getManifest().getMainAttributes();
                assertThat(manifest.getValue("Implementation-Version"))
                        .as(module.artifact())
                        .isEqualTo(Build.VERSION);
                assertThat(manifest.getValue("Built-By")).as(module.artifact()).isNull();
            }
            ModuleDescriptor descriptor = descriptor(module.jar());
            assertThat(descriptor.name()).startsWith("io.dlt4j.");
            assertThat(modules.add(descriptor.name())).as(descriptor.name()).isTrue();
        }
        assertThat(modules).contains("io.dlt4j.api", "io.dlt4j.host", "io.dlt4j.destination.duckdb");
    }

    /** All entries have the time that the POM says, so that two builds of one commit are the same. */
    @Test
    void carryNoTimeOfTheBuild() throws IOException {
        for (Build.Module module : Build.modules()) {
            try (JarFile jar = new JarFile(module.jar().toFile())) {
                assertThat(jar.stream().map(ZipEntry::getTimeLocal).distinct())
                        .as(module.artifact())
                        .hasSize(1);
            }
        }
    }

    @Test
    void areModulesWhoseExportsHoldWhatIsPublic() throws IOException {
        assertThat(exports("dlt4j-core-api")).isEqualTo(packages(jar("dlt4j-core-api")));
        assertThat(exports("dlt4j-host"))
                .contains("io.dlt4j", "io.dlt4j.config", "io.dlt4j.schema", "io.dlt4j.sink")
                .doesNotContain("io.dlt4j.cli");
        assertThat(descriptor(jar("dlt4j-host")).uses())
                .contains("io.dlt4j.api.DestinationFactory", "io.dlt4j.api.format.FileFormatProvider");
    }

    @Test
    void theApiDependsOnSlf4jAlone() throws Exception {
        assertThat(dependencies(Build.ROOT.resolve("core-api/pom.xml"), "compile", "runtime"))
                .containsExactly("org.slf4j:slf4j-api");
    }

    @Test
    void pluginsGetTheApiFromTheHost() throws Exception {
        for (Build.Module module : Build.modules()) {
            if (module.artifact().matches("dlt4j-(destination|format|storage)-.*")) {
                assertThat(dependencies(module.directory().resolve("pom.xml"), "compile", "runtime"))
                        .as(module.artifact())
                        .doesNotContain("io.dlt4j:dlt4j-core-api", "io.dlt4j:dlt4j-host", "org.slf4j:slf4j-api");
            }
        }
    }

    @Test
    void pluginsBringWhatTheyNeedAndNothingOfTheHost() throws IOException {
        for (Path plugin : Build.plugins()) {
            String id = plugin.getFileName().toString();
            List<String> files = Build.files(plugin);
            assertThat(files)
                    .as(id)
                    .contains(id + ".jar")
                    .allMatch(file -> file.equals(id + ".jar") || file.startsWith("lib/"))
                    .noneMatch(file -> file.matches("lib/(dlt4j-core-api|dlt4j-host|slf4j-|apiguardian|junit).*"));
            assertThat(classPath(plugin.resolve(id + ".jar")))
                    .as("Class-Path of %s", id)
                    .containsExactlyInAnyOrderElementsOf(files.stream()
                            .filter(file -> file.startsWith("lib/") && file.endsWith(".jar"))
                            .toList());
            assertThat(Build.size(plugin)).as(id).isLessThan(CLOSURES.getOrDefault(id, OTHER_CLOSURE));
        }
    }

    private static List<String> classPath(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            String value = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return value == null || value.isBlank()
                    ? List.of()
                    : Arrays.asList(value.strip().split(" +"));
        }
    }

    private static Path jar(String artifact) {
        return Build.modules().stream()
                .filter(module -> module.artifact().equals(artifact))
                .findFirst()
                .orElseThrow()
                .jar();
    }

    private static ModuleDescriptor descriptor(Path jar) {
        return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
    }

    private static Set<String> exports(String artifact) {
        return descriptor(jar(artifact)).exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> names(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    private static Set<String> packages(Path jar) throws IOException {
        return names(jar).stream()
                .filter(name -> name.endsWith(".class") && name.contains("/") && !name.startsWith("META-INF"))
                .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The dependencies of a POM in one of the scopes; without one it is {@code compile}. */
    private static List<String> dependencies(Path pom, String... scopes) throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getElementsByTagName("dependency");
        assertThat(found.getLength()).as(pom.toString()).isPositive();
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element dependency = (Element) found.item(i);
            String scope = text(dependency, "scope");
            boolean ours =
                    dependency.getParentNode().getParentNode().getNodeName().equals("project");
            if (ours && Arrays.asList(scopes).contains(scope.isEmpty() ? "compile" : scope)) {
                names.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
            }
        }
        return List.copyOf(names);
    }

    private static String text(Element element, String child) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(child)) {
                return node.getTextContent().strip();
            }
        }
        return "";
    }
}
