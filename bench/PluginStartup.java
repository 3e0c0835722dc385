import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * What it costs {@code dlt4j extract} that 20 plugins are installed: whole processes, with none and with 20 in turns.
 *
 * <p>{@code java bench/PluginStartup.java [RUNS]}, from the root of a checkout that {@code ./dlt4j} has built.
 */
public final class PluginStartup {

    private static final int PLUGINS = 20;

    public static void main(String[] args) throws Exception {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 21;
        Path build = Path.of(".dlt4j-build").toAbsolutePath();
        Path distribution = build.resolve(Files.readString(build.resolve("current")).strip());
        Path scratch = Files.createTempDirectory("dlt4j-startup");
        Path none = Files.createDirectory(scratch.resolve("none"));
        Path many = Files.createDirectory(scratch.resolve("many"));
        for (int i = 0; i < PLUGINS; i++) {
            install(distribution.resolve("plugins/postgres"), many, "p" + i);
        }
        Files.writeString(scratch.resolve("items.jsonl"), "{\"id\": 1, \"name\": \"one\"}\n");
        for (List<String> arguments : List.of(
                List.<String>of(), List.of("--destination", "postgres"), List.of("--destination", "p7"))) {
            measure(distribution, scratch, runs, none, many, arguments);
        }
    }

    private static void measure(
            Path distribution, Path scratch, int runs, Path none, Path many, List<String> arguments) throws Exception {
        boolean needsMany = arguments.contains("p7");
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        for (int i = -3; i < runs; i++) {
            double base = run(distribution, scratch, none, needsMany ? List.of("--destination", "postgres") : arguments);
            double more = run(distribution, scratch, many, arguments);
            if (i >= 0) {
                without.add(base);
                with.add(more);
            }
        }
        System.out.printf(
                "extract %-24s  none %6.1f ms  %d plugins %6.1f ms  more %+5.1f ms  (medians of %d)%n",
                String.join(" ", arguments), median(without), PLUGINS, median(with), median(with) - median(without), runs);
    }

    private static double run(Path distribution, Path scratch, Path plugins, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                distribution.resolve("bin/dlt4j").toString(), "extract", "items.jsonl", "--progress", "none"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
        builder.environment().put("DLT4J_PLUGINS", plugins.toString());
        builder.environment().put("HOME", scratch.resolve("home").toString());
        builder.environment().put("DLT_DATA_DIR", scratch.resolve("data").toString());
        builder.redirectErrorStream(true).redirectOutput(scratch.resolve("output").toFile());
        long started = System.nanoTime();
        int code = builder.start().waitFor();
        double millis = (System.nanoTime() - started) / 1e6;
        if (code != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(scratch.resolve("output")));
        }
        return millis;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** A copy of a plugin under another id, with its libraries. */
    private static void install(Path plugin, Path directory, String id) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(id).resolve("lib")).getParent();
        String own = plugin.getFileName().toString();
        try (ZipFile from = new ZipFile(plugin.resolve(own + ".jar").toFile());
                OutputStream file = Files.newOutputStream(folder.resolve(id + ".jar"));
                ZipOutputStream to = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                String name = entry.getName().replace("capabilities/" + own, "capabilities/" + id);
                to.putNextEntry(new ZipEntry(name));
                try (InputStream stream = from.getInputStream(entry)) {
                    byte[] content = stream.readAllBytes();
                    if (name.startsWith("META-INF/dlt4j/")) {
                        String text = new String(content, StandardCharsets.UTF_8);
                        text = text.replaceAll("(?m)^(id|destinations)=.*", "$1=" + id)
                                .replace("\"type\": \"" + own + "\"", "\"type\": \"" + id + "\"");
                        content = text.getBytes(StandardCharsets.UTF_8);
                    }
                    to.write(content);
                }
            }
        }
        for (Path library : Files.list(plugin.resolve("lib")).toList()) {
            Files.copy(library, folder.resolve("lib").resolve(library.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
