import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs `dlt4j run` and DuckDB's own import alternately, each as a whole process into a new database, and compares. */
final class Compare {

    private final Path home;
    private final Path dist;
    private final Path work;
    private int runs = 5;
    private boolean parquet;
    private final List<Workload> workloads = new ArrayList<>();

    private Compare(Path home, Path dist) {
        this.home = home;
        this.dist = dist;
        this.work = home.resolve(".dlt4j-build").resolve("bench");
    }

    /** Takes the checkout, the distribution, then {@code [--runs N] [--parquet] [WORKLOAD...]}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Compare compare = new Compare(Path.of(args[0]), Path.of(args[1]));
        compare.parse(Arrays.asList(args).subList(2, args.length));
        compare.run();
    }

    private void parse(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--runs") && i + 1 < args.size()) {
                runs = Integer.parseInt(args.get(++i));
            } else if (arg.equals("--parquet")) {
                parquet = true;
            } else {
                Stream.of(Workload.values())
                        .filter(workload -> workload.text().equals(arg))
                        .findFirst()
                        .ifPresentOrElse(workloads::add, Compare::usage);
            }
        }
        if (workloads.isEmpty()) {
            workloads.addAll(List.of(Workload.values()));
        }
    }

    private static void usage() {
        System.err.println("Usage: bench/run [--runs N] [--parquet] [WORKLOAD...]");
        for (Workload workload : Workload.values()) {
            System.err.println("  " + workload.text());
        }
        System.exit(2);
    }

    private void run() throws IOException, InterruptedException {
        System.out.println(Measured.machine());
        System.out.println(
                "Median of " + runs + " whole processes each, alternating, after one that warms the page cache.");
        System.out.println();
        System.out.println("| workload | MB | rows | dlt4j s | DuckDB s | ratio | statement s | rows/s | MB/s "
                + "| dlt4j peak MB | DuckDB peak MB |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (Workload workload : workloads) {
            System.out.println(compare(workload));
        }
    }

    private String compare(Workload workload) throws IOException, InterruptedException {
        Path file = workload.make(work.resolve("data"), home.resolve("examples"));
        List<Outcome> ours = new ArrayList<>();
        List<Outcome> theirs = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            Outcome our = load(file);
            Outcome their = importAlone(file);
            if (our.rows != their.rows || workload.rows() > 0 && our.rows != workload.rows()) {
                throw new IOException(workload.text() + ": dlt4j loaded " + our.rows + " rows, DuckDB " + their.rows);
            }
            System.err.printf(Locale.ROOT, "%s %d/%d: dlt4j %.2f s, DuckDB %.2f s%n",
                    workload.text(), run, runs, our.seconds, their.seconds);
            if (run > 0) {
                ours.add(our);
                theirs.add(their);
            }
        }
        Outcome our = median(ours);
        Outcome their = median(theirs);
        double megabytes = Files.size(file) / 1e6;
        return String.format(Locale.ROOT, "| %s | %.0f | %d | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f | %s | %s |",
                workload.text(), megabytes, our.rows, our.seconds, their.seconds, our.seconds / their.seconds,
                their.statement, our.rows / our.seconds, megabytes / our.seconds, peak(ours), peak(theirs));
    }

    private Outcome load(Path file) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(work, "run");
        try {
            List<String> command = new ArrayList<>(List.of(home.resolve("dlt4j").toString(), "run", file.toString(),
                    "--pipeline", "bench", "--pipelines-dir", scratch.resolve("pipelines").toString(), "--json",
                    "--progress", "none"));
            if (parquet) {
                command.addAll(List.of("--destination", "filesystem", "--loader-file-format", "parquet"));
            }
            Map<String, String> files =
                    Map.of("DESTINATION__FILESYSTEM__BUCKET_URL", scratch.resolve("files").toString());
            Measured measured = Measured.run(command, files, scratch);
            String table = file.getFileName().toString().replaceFirst("\\..*", "");
            return new Outcome(measured.seconds(), measured.peakBytes(), rows(measured.output(), table), 0);
        } finally {
            Measured.delete(scratch);
        }
    }

    private Outcome importAlone(Path file) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(work, "import");
        try (Stream<Path> jars = Files.list(dist.resolve("plugins/duckdb/lib"))) {
            String driver = jars.filter(jar -> jar.toString().endsWith(".jar")).findFirst().orElseThrow().toString();
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            List<String> command = List.of(java, "-cp", work.resolve("classes") + ":" + driver, "DuckDbImport",
                    scratch.resolve(parquet ? "import.parquet" : "import.duckdb").toString(), file.toString());
            Measured measured = Measured.run(command, Map.of(), scratch);
            String[] said = measured.output().strip().split(" ");
            long rows = Long.parseLong(said[1]);
            return new Outcome(measured.seconds(), measured.peakBytes(), rows, Double.parseDouble(said[0]));
        } finally {
            Measured.delete(scratch);
        }
    }

    private static long rows(String json, String table) throws IOException {
        Matcher count = Pattern.compile("\"" + table + "\":(\\d+)").matcher(json);
        if (!count.find()) {
            throw new IOException("no row count of " + table + " in: " + json);
        }
        return Long.parseLong(count.group(1));
    }

    private static Outcome median(List<Outcome> outcomes) {
        List<Outcome> sorted = new ArrayList<>(outcomes);
        sorted.sort(Comparator.comparingDouble(Outcome::seconds));
        return sorted.get(sorted.size() / 2);
    }

    private static String peak(List<Outcome> outcomes) {
        return Measured.megabytes(Collections.max(outcomes, Comparator.comparingLong(Outcome::peakBytes)).peakBytes);
    }

    private record Outcome(double seconds, long peakBytes, long rows, double statement) {}
}
