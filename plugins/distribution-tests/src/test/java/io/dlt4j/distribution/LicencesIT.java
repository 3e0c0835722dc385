package io.dlt4j.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code THIRD-PARTY.txt} names the licence of each library that we hand out, and each may be handed out so. */
class LicencesIT {

    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "0BSD", "MIT-0", "Public-Domain");

    @Test
    void eachLibraryHasOneThatAllowsIt() throws IOException {
        Map<String, String> listed = listed();
        assertThat(listed.keySet()).containsExactlyElementsOf(handedOut());
        assertThat(listed.values()).allMatch(ALLOWED::contains);
    }

    private static Map<String, String> listed() throws IOException {
        Map<String, String> licences = new TreeMap<>();
        List<String> lines = Files.readAllLines(Build.DISTRIBUTION.resolve("THIRD-PARTY.txt"));
        for (String line : lines) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] words = line.split(" +");
                assertThat(words).as(line).hasSize(2);
                licences.put(words[0], words[1]);
            }
        }
        return licences;
    }

    /** The artifacts of all jars in the distribution and in plugins that are not our own. */
    private static Set<String> handedOut() throws IOException {
        Set<String> artifacts = new TreeSet<>();
        addJars(Build.DISTRIBUTION, artifacts);
        for (Path plugin : Build.plugins()) {
            addJars(plugin, artifacts);
        }
        assertThat(artifacts).hasSizeGreaterThan(15);
        return artifacts;
    }

    private static void addJars(Path directory, Set<String> artifacts) {
        for (String file : Build.files(directory)) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            if (name.matches(".*-\\d.*\\.jar") && !name.startsWith("dlt4j-")) {
                artifacts.add(name.replaceFirst("-(v\\d+-rev)?\\d.*", ""));
            }
        }
    }
}
