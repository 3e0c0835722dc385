package io.dlt4j.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.dlt4j.Product;
import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** An image for containers, in a tar of the OCI layout, made without a daemon and without a registry. */
final class OciImage {

    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
    private static final FilePermissions PLAIN = FilePermissions.fromOctalString("644");
    private static final FilePermissions SHARED = FilePermissions.fromOctalString("777");

    private final ImageOrder order;
    private final Jdk jdk;
    private final Training training;

    OciImage(ImageOrder order, Jdk jdk, Training training) {
        this.order = order;
        this.jdk = jdk;
        this.training = training;
    }

    void write(Path file) throws IOException {
        Path scratch = Files.createTempDirectory("dlt4j-oci");
        try {
            RootFiles root = RootFiles.lay(order, jdk, scratch.resolve("root"));
            root.archive(new ClassArchive(jdk, order.output(), training), training);
            JibContainerBuilder image = order.base().isPresent()
                    ? Jib.from(TarImage.at(order.base().get()))
                    : Jib.fromScratch().addFileEntriesLayer(layer("libraries", root.directory(), root.libraries()));
            image.addFileEntriesLayer(layer("java", root.directory(), root.java()))
                    .addFileEntriesLayer(layer("dlt4j", root.directory(), root.application()))
                    .setFormat(ImageFormat.OCI)
                    .setPlatforms(Set.of(new Platform(jdk.architecture(), "linux")))
                    .setCreationTime(Instant.EPOCH)
                    .setEntrypoint(root.entryPoint())
                    .setEnvironment(Map.of("LC_ALL", "C.UTF-8", "HOME", "/tmp"))
                    .setWorkingDirectory(AbsoluteUnixPath.get("/work"))
                    .addLabel(
                            "org.opencontainers.image.title",
                            "dlt4j " + order.stage().text())
                    .addLabel("org.opencontainers.image.version", Product.VERSION)
                    .addLabel("org.opencontainers.image.licenses", "Apache-2.0")
                    .containerize(Containerizer.to(TarImage.at(file)
                                    .named("dlt4j-" + order.stage().text()))
                            .setOfflineMode(true)
                            .setToolName("dlt4j")
                            .setBaseImageLayersCache(scratch.resolve("base"))
                            .setApplicationLayersCache(scratch.resolve("layers")));
        } catch (InvalidImageReferenceException | CacheDirectoryCreationException | RegistryException e) {
            throw failed(e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } finally {
            ImageFiles.delete(scratch);
        }
    }

    private DltException failed(Throwable cause) {
        ImageError code = order.base().isPresent() ? ImageError.IMAGE_BASE_INVALID : ImageError.IMAGE_FILE_FAILED;
        return new DltException(
                code,
                "The image for containers was not made"
                        + order.base().map(base -> " on '" + base + "'").orElse("") + ": " + cause + ".",
                order.base().isPresent()
                        ? "Save the base image again, for this platform, or make the image without one."
                        : "See whether the disk is full, and try again.",
                cause);
    }

    private static FileEntriesLayer layer(String name, Path root, List<Path> tops) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        List<Path> files = new ArrayList<>();
        for (Path top : tops) {
            try (Stream<Path> below = Files.walk(top)) {
                below.sorted().forEach(files::add);
            }
        }
        for (Path file : files) {
            AbsoluteUnixPath target = AbsoluteUnixPath.get("/" + root.relativize(file));
            layer.addEntry(file, target, permissions(file, target), ImageFiles.TIME.toInstant());
        }
        return layer.build();
    }

    private static FilePermissions permissions(Path file, AbsoluteUnixPath target) {
        if (target.toString().equals("/tmp") || target.toString().equals("/work")) {
            return SHARED;
        }
        return Files.isDirectory(file) || Files.isExecutable(file) ? EXECUTABLE : PLAIN;
    }
}
