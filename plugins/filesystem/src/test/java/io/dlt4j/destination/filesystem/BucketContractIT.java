package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dlt4j.api.config.Secret;
import io.dlt4j.plugin.PluginCatalog;
import io.dlt4j.testkit.Conformance;
import io.dlt4j.testkit.ContractResult.Outcome;
import io.dlt4j.testkit.TestedDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contracts in buckets, with the plugins as they are installed. By default what takes little time: rows on S3, class loaders
 * and threads everywhere. {@code -Dcontracts.buckets=s3,azure,gcs} runs all contracts on each service that it names.
 */
final class BucketContractIT {

    private static final String SERVICES = System.getProperty("contracts.buckets", "");
    private static final Path PLUGIN = Path.of(System.getProperty("plugin.directory", "target/plugin/filesystem"));

    private static PluginCatalog storages;

    @TempDir
    private static Path plugins;

    /** A service, the areas of contracts that run by default, and a setting that it must refuse. */
    private enum Service {
        S3(Bucket::s3, Set.of("append", "replace", "isolation"), "credentials.aws_secret_access_key", "wrong-secret"),
        AZURE(Bucket::azure, Set.of("isolation"), "credentials.azure_storage_account_key", "d3Jvbmctc2VjcmV0"),
        GCS(Bucket::gcs, Set.of("isolation"), "credentials", "");

        private static final Set<String> SECRETS =
                Set.of("credentials", "credentials.aws_secret_access_key", "credentials.azure_storage_account_key");

        private final Supplier<Bucket> bucket;
        private final Set<String> quickAreas;
        private final String refused;
        private final String refusedValue;

        Service(Supplier<Bucket> bucket, Set<String> quickAreas, String refused, String refusedValue) {
            this.bucket = bucket;
            this.quickAreas = quickAreas;
            this.refused = refused;
            this.refusedValue = refusedValue;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isHere() {
            return this != AZURE || Azurite.isPossible();
        }

        String plugin() {
            return "storage-" + text();
        }

        boolean isQuick(String contract) {
            return quickAreas.contains(contract.substring(0, contract.indexOf('/')));
        }

        /** For Google a key of an account that the service does not know. */
        String refusedValue() {
            return this == GCS
                    ? Bucket.gcsServer().keyFile().replace(GcsServer.CLIENT, "nobody@project")
                    : refusedValue;
        }

        TestedDestination tested(Path folder) {
            Bucket place = bucket.get();
            TestedDestination.Builder tested = TestedDestination.of("filesystem", folder)
                    .setting("bucket_url", place.url())
                    .wrongSetting(refused, Secret.of(refusedValue()))
                    .reader((scratch, dataset, table) -> rows(place, scratch, dataset, table))
                    .storesFilesAsTheyAre();
            place.settings()
                    .forEach((name, value) -> tested.setting(name, SECRETS.contains(name) ? Secret.of(value) : value));
            return tested.build();
        }
    }

    @BeforeAll
    static void findPlugins() {
        storages = PluginCatalog.of(Bucket.STORAGES, BucketContractIT.class.getClassLoader());
    }

    @AfterAll
    static void releasePlugins() {
        storages.close();
    }

    @TestFactory
    Stream<DynamicContainer> contracts() throws IOException {
        List<DynamicContainer> containers = new ArrayList<>();
        for (Service service : services()) {
            Path folder = install(service);
            containers.add(dynamicContainer(
                    service.text(),
                    Conformance.contracts().stream()
                            .filter(contract -> !SERVICES.isEmpty() || service.isQuick(contract))
                            .map(contract -> dynamicTest(contract, () -> verify(service, folder, contract)))));
        }
        return containers.stream();
    }

    private static List<Service> services() {
        return SERVICES.isEmpty()
                ? Stream.of(Service.values()).filter(Service::isHere).toList()
                : Stream.of(SERVICES.split(","))
                        .map(name -> Service.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                        .toList();
    }

    private static void verify(Service service, Path folder, String contract) {
        assertThat(Conformance.of(service.tested(folder)).run(contract::equals).results())
                .singleElement()
                .satisfies(result ->
                        assertThat(result.outcome()).as(result.detail()).isNotEqualTo(Outcome.FAILED));
    }

    /** One plugin directory with the destination and the plugin of the service, and nothing else. */
    private static Path install(Service service) throws IOException {
        Path directory = plugins.resolve(service.text());
        copy(PLUGIN, directory.resolve("filesystem"));
        copy(
                Path.of("..", service.plugin(), "target", "plugin", service.plugin()),
                directory.resolve(service.plugin()));
        return directory.resolve("filesystem");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static List<Map<String, @Nullable Object>> rows(Bucket bucket, Path scratch, String dataset, String table)
            throws IOException {
        Path fetched = scratch.resolve("fetched-" + UUID.randomUUID());
        FileDataset files = Downloads.fetch(bucket, storages, dataset, fetched);
        return Files.isDirectory(fetched.resolve(table)) ? new ArrayList<>(files.rows(table)) : List.of();
    }
}
