package io.dlt4j.image;

import io.dlt4j.api.error.DltException;
import io.dlt4j.cli.Tool;
import io.dlt4j.cli.ToolCall;
import io.dlt4j.plugin.PluginCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a directory with a Java of its own and what a stage needs, and an image for containers from it. */
public final class ImageTool implements Tool {

    private static final double MEGABYTE = 1_000_000;

    /** For {@link java.util.ServiceLoader}. */
    public ImageTool() {}

    @Override
    public void run(ToolCall call) {
        ImageOrder order = ImageOrder.of(call);
        Jdk jdk =
                Jdk.at(call.option("--jdk").map(call::path).orElseGet(() -> Path.of(System.getProperty("java.home"))));
        order.oci().ifPresent(file -> requireLinux(jdk));
        try (PluginCatalog catalog = call.plugins()) {
            List<PluginSource> plugins = PluginSource.of(order.plugins(), catalog);
            make(call, order, jdk, plugins);
        } catch (IOException e) {
            throw ImageError.file(e);
        }
    }

    private static void requireLinux(Jdk jdk) {
        if (!jdk.os().equals("linux")) {
            throw ImageError.IMAGE_JDK_UNSUITABLE.of(
                    "The JDK in '" + jdk.home() + "' is for " + jdk.os() + ", and containers run Linux.",
                    "Make the image on Linux, for example in a container of a JDK.");
        }
    }

    private static void make(ToolCall call, ImageOrder order, Jdk jdk, List<PluginSource> plugins) throws IOException {
        boolean made = false;
        try {
            lay(call, order, jdk, plugins);
            made = true;
        } finally {
            if (!made) {
                ImageFiles.delete(order.output());
            }
        }
    }

    private static void lay(ToolCall call, ImageOrder order, Jdk jdk, List<PluginSource> plugins) throws IOException {
        Path output = order.output();
        ImageFiles files = new ImageFiles(call.home(), order, new NativeLibraries(jdk));
        files.copyHost();
        for (PluginSource plugin : plugins) {
            files.copy(plugin);
        }
        call.message("linking Java " + jdk.feature() + " ...");
        List<Path> thin = plugins.stream()
                .filter(plugin -> plugin.isThinFor(order.stage()))
                .map(files::jar)
                .toList();
        Set<String> modules = new JavaModules(jdk).of(files.jars(thin), order.stage());
        new JavaRuntime(jdk).link(modules, output.resolve("jre"));
        files.setTimes();
        call.message("laying out classes ...");
        Training training = new Training(jdk, order.stage(), plugins);
        Optional<DltException> problem = new ClassArchive(jdk, output, training).make();
        problem.ifPresent(reason -> call.message("no archive of classes: " + reason.getMessage()));
        files.setTimes();
        report(call, order, modules);
        if (order.oci().isPresent()) {
            call.message("writing " + order.oci().get() + " ...");
            new OciImage(order, jdk, training).write(order.oci().get());
            call.field("oci_bytes", Files.size(order.oci().get()));
            call.line(row(order.oci().get().toString(), Files.size(order.oci().get())));
        }
    }

    private static void report(ToolCall call, ImageOrder order, Set<String> modules) throws IOException {
        Path output = order.output();
        long archive = ImageFiles.size(output.resolve("lib").resolve(ClassArchive.CDS))
                + ImageFiles.size(output.resolve("lib").resolve(ClassArchive.AOT));
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("java", ImageFiles.size(output.resolve("jre")));
        parts.put("host", ImageFiles.size(output.resolve("lib")) - archive + ImageFiles.size(output.resolve("bin")));
        parts.put("plugins", ImageFiles.size(output.resolve("plugins")));
        parts.put("classes", archive);
        call.field("stage", order.stage().text());
        call.field("output", output.toString());
        call.field("modules", modules);
        call.field("bytes", parts);
        call.field("total_bytes", ImageFiles.size(output));
        call.line("Image for " + order.stage().text() + " in " + output + ", with " + String.join(", ", modules));
        parts.forEach((part, bytes) -> call.line(row("  " + part, bytes)));
        call.line(row("  total", ImageFiles.size(output)));
    }

    private static String row(String what, long bytes) {
        return String.format(Locale.ROOT, "%-12s %8.1f MB", what, bytes / MEGABYTE);
    }
}
