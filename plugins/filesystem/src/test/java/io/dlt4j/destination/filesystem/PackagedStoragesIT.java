package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plugin brings: the client of its service, none of another one's, and not more than it has to. */
class PackagedStoragesIT {

    private static final List<String> SERVICES = List.of("software/amazon/awssdk/", "com/azure/", "com/google/cloud/");

    @ParameterizedTest
    @CsvSource({
        "storage-s3, software/amazon/awssdk/, 18",
        "storage-azure, com/azure/, 26",
        "storage-gcs, com/google/cloud/, 32",
        "filesystem, '', 2"
    })
    void bringsOneClient(String plugin, String own, long megabytes) throws IOException {
        Path folder = Path.of("..", plugin, "target", "plugin", plugin);
        long bytes = 0;
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
                try (ZipFile jar = new ZipFile(file.toFile())) {
                    SERVICES.stream()
                            .filter(service -> jar.stream()
                                    .anyMatch(entry -> entry.getName().startsWith(service)))
                            .filter(service -> !found.contains(service))
                            .forEach(found::add);
                }
            }
        }
        assertThat(found).isEqualTo(own.isEmpty() ? List.of() : List.of(own));
        assertThat(bytes).isLessThanOrEqualTo(megabytes << 20);
    }
}
