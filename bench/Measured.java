import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process from its start to its end.
 *
 * @param peakBytes the largest resident set of the process itself; 0 where nobody tells
 * @param output what it wrote to its standard output
 */
record Measured(double seconds, long peakBytes, String output) {

    private static final Path TIME = Path.of("/usr/bin/time");
    private static final int POLL_MILLIS = 10;

    /** @param scratch the working directory */
    static Measured run(List<String> command, Map<String, String> environment, Path scratch)
            throws IOException, InterruptedException {
        Path output = scratch.resolve("output");
        Path usage = scratch.resolve("usage");
        boolean asked = System.getProperty("os.name").equals("Linux") && Files.isExecutable(TIME);
        List<String> words = new ArrayList<>();
        if (asked) {
            words.addAll(List.of(TIME.toString(), "-f", "%M", "-o", usage.toString()));
        }
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(scratch.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        long started = System.nanoTime();
        Process process = builder.start();
        long peak = asked ? 0 : watch(process);
        int code = process.waitFor();
        double seconds = (System.nanoTime() - started) / 1e9;
        if (code != 0) {
            throw new IOException(command.get(0) + " ended with " + code);
        }
        if (asked) {
            peak = Long.parseLong(Files.readString(usage).strip()) * 1024;
        }
        return new Measured(seconds, peak, Files.readString(output));
    }

    /** The peak of the resident set, asked for while the process runs; 0 where nobody answers. */
    private static long watch(Process process) throws InterruptedException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        long peak = 0;
        while (process.isAlive() && Files.exists(status)) {
            try {
                Matcher line = Pattern.compile("VmHWM:\\s+(\\d+)").matcher(Files.readString(status));
                peak = line.find() ? Long.parseLong(line.group(1)) * 1024 : peak;
            } catch (IOException e) {
                return peak;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return peak;
    }

    /** As tables show a peak. */
    static String megabytes(long bytes) {
        return bytes == 0 ? "?" : String.valueOf(Math.round(bytes / 1e6));
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** What the figures were measured on. */
    static String machine() throws IOException {
        String cpu = "";
        Path info = Path.of("/proc/cpuinfo");
        if (Files.exists(info)) {
            cpu = Files.readAllLines(info).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse("");
        }
        return String.join(", ",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors() + " cores" + (cpu.isEmpty() ? "" : " of " + cpu),
                "Java " + System.getProperty("java.version"));
    }
}
