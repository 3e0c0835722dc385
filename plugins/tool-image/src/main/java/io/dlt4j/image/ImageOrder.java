package io.dlt4j.image;

import static java.util.Objects.requireNonNull;

import io.dlt4j.cli.ToolCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What was ordered.
 *
 * @param plugins the ids of the plugins that go into the image
 * @param stage what it is for
 * @param output the directory to make
 * @param oci the tar of an image for containers to make
 * @param base the tar of the image below that
 */
record ImageOrder(List<String> plugins, Stage stage, Path output, Optional<Path> oci, Optional<Path> base) {

    ImageOrder {
        plugins = List.copyOf(plugins);
        requireNonNull(stage, "stage is null");
        requireNonNull(output, "output is null");
        requireNonNull(oci, "oci is null");
        requireNonNull(base, "base is null");
    }

    static ImageOrder of(ToolCall call) {
        List<String> plugins = Arrays.stream(call.option("--plugins").orElse("").split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        Path output = call.path(call.option("--output")
                .orElseThrow(() -> ImageError.IMAGE_ORDER_INVALID.of(
                        "There is no directory given that the image is to be made in.", "Add --output DIR.")));
        Optional<Path> oci = call.option("--oci").map(call::path);
        Optional<Path> base = call.option("--base").map(call::path);
        if (base.isPresent() && oci.isEmpty()) {
            throw ImageError.IMAGE_ORDER_INVALID.of(
                    "Option --base names the image below one for containers, and none is to be made.",
                    "Add --oci FILE, or leave --base out.");
        }
        requireNew("--output", output);
        oci.ifPresent(file -> requireNew("--oci", file));
        base.filter(file -> !Files.isRegularFile(file)).ifPresent(file -> {
            throw ImageError.IMAGE_BASE_INVALID.of(
                    "There is no file '" + file + "', which --base names.",
                    "Save the base image into a tar, for example with 'docker save IMAGE > FILE'.");
        });
        return new ImageOrder(plugins, Stage.of(call.option("--stage").orElse("all")), output, oci, base);
    }

    private static void requireNew(String option, Path path) {
        if (Files.exists(path)) {
            throw ImageError.IMAGE_ORDER_INVALID.of(
                    "Option " + option + " names '" + path + "', and that is there already.",
                    "Remove it, or name another place.");
        }
    }
}
