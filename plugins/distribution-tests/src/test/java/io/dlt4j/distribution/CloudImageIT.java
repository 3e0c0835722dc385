package io.dlt4j.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.distribution.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images for buckets: the client of one service in the image that loads, of none in those that do not. */
class CloudImageIT {

    private static final List<String> SERVICES = List.of("software/amazon/", "com/azure/", "com/google/");

    @TempDir
    private Path directory;

    @Test
    void extractAndNormalizeWithoutAnyClient() throws IOException {
        for (String stage : List.of("extract", "normalize")) {
            Images.make(directory, stage, "filesystem,storage-s3,storage-azure,storage-gcs");
            assertThat(services(stage)).isEmpty();
        }
    }

    @Test
    void loadWithTheClientOfOneService() throws IOException {
        Images.make(directory, "load", "filesystem,storage-azure");
        assertThat(services("load")).containsExactly("com/azure/");

        Ended doctor = dlt4j("plugins", "doctor").succeed();
        assertThat(doctor.out()).contains("filesystem", "storage-azure");
        Ended check = dlt4j("destinations", "check", "filesystem").run();
        assertThat(check.code()).as(check.out()).isNotZero();
        assertThat(check.err()).contains("STORAGE_UNAVAILABLE", "az://lake/raw");
    }

    /** The client is sent to a port where nobody listens: whatever it needs of the platform must be in the image for that. */
    private Program dlt4j(String... arguments) {
        List<Object> command = new ArrayList<>(List.of(directory.resolve("load/bin/dlt4j")));
        command.addAll(List.of(arguments));
        String credentials = "DESTINATION__FILESYSTEM__CREDENTIALS__AZURE_STORAGE_ACCOUNT_";
        return Program.in(directory, command.toArray())
                .with("DESTINATION__FILESYSTEM__BUCKET_URL", "az://lake/raw")
                .with(credentials + "NAME", "devstoreaccount1")
                .with(credentials + "KEY", "bm8gc2VjcmV0")
                .with(
                        "DESTINATION__FILESYSTEM__CREDENTIALS__AZURE_ACCOUNT_HOST",
                        "http://127.0.0.1:1/devstoreaccount1");
    }

    /** Whose classes are in the image. */
    private Set<String> services(String image) throws IOException {
        Set<String> found = new TreeSet<>();
        Path root = directory.resolve(image);
        for (String file : Build.files(root)) {
            if (file.endsWith(".jar")) {
                try (ZipFile jar = new ZipFile(root.resolve(file).toFile())) {
                    SERVICES.stream()
                            .filter(service -> jar.stream()
                                    .anyMatch(entry -> entry.getName().startsWith(service)
                                            && entry.getName().endsWith(".class")))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }
}
