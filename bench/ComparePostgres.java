import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs `dlt4j run` into PostgreSQL and `psql \copy` of the same tables as ready CSV files alternately, each as a whole process into
 * empty tables with the same unique indexes, and compares.
 */
final class ComparePostgres {

    private static final String DATASET = "dlt4j_bench";
    private static final String FLOOR = "dlt4j_bench_floor";

    private final Path home;
    private final Path work;
    private final String url;
    private int runs = 3;
    private final List<Workload> workloads = new ArrayList<>();

    private ComparePostgres(Path home, String url) {
        this.home = home;
        this.work = home.resolve(".dlt4j-build").resolve("bench");
        this.url = url;
    }

    /** Takes the checkout, the distribution, then {@code [--runs N] [WORKLOAD...]}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        String url = System.getenv("DLT4J_BENCH_PG");
        if (url == null) {
            System.err.println("Set DLT4J_BENCH_PG to postgresql://user:password@host:port/database.");
            System.exit(2);
        }
        ComparePostgres compare = new ComparePostgres(Path.of(args[0]), url);
        List<String> given = Arrays.asList(args).subList(2, args.length);
        for (int i = 0; i < given.size(); i++) {
            String arg = given.get(i);
            if (arg.equals("--runs") && i + 1 < given.size()) {
                compare.runs = Integer.parseInt(given.get(++i));
            } else {
                compare.workloads.add(Stream.of(Workload.values())
                        .filter(workload -> workload.text().equals(arg))
                        .findFirst()
                        .orElseThrow());
            }
        }
        compare.run();
    }

    private void run() throws IOException, InterruptedException {
        System.out.println(Compare.machine() + ", " + psql("-Atc", "SELECT version()").output().strip());
        System.out.println("Median of " + runs + " whole processes each, alternating, after one that is not counted.");
        System.out.println();
        System.out.println("| workload | MB | tables | dlt4j s | psql s | ratio | MB/s | dlt4j peak MB |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|");
        for (Workload workload : workloads.isEmpty() ? List.of(Workload.FLAT_1M, Workload.NESTED) : workloads) {
            System.out.println(compare(workload));
        }
        psql("-c", "DROP SCHEMA IF EXISTS " + DATASET + ", " + FLOOR + " CASCADE");
    }

    private String compare(Workload workload) throws IOException, InterruptedException {
        Path file = workload.make(work.resolve("data"), home.resolve("examples"));
        Path scratch = Files.createTempDirectory(work, "csv");
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        long peak = 0;
        List<String> tables = List.of();
        try {
            for (int run = 0; run <= runs; run++) {
                Compare.Measured our = load(file);
                if (run == 0) {
                    tables = export(scratch);
                }
                double their = copy(scratch, tables);
                System.err.printf(Locale.ROOT, "%s %d/%d: dlt4j %.2f s, psql %.2f s%n",
                        workload.text(), run, runs, our.seconds(), their);
                if (run > 0) {
                    ours.add(our.seconds());
                    theirs.add(their);
                    peak = Math.max(peak, our.peakBytes());
                }
            }
        } finally {
            Compare.delete(scratch);
        }
        double our = median(ours);
        double their = median(theirs);
        double megabytes = Files.size(file) / 1e6;
        return String.format(Locale.ROOT, "| %s | %.0f | %d | %.2f | %.2f | %.2f | %.1f | %.0f |",
                workload.text(), megabytes, tables.size(), our, their, our / their, megabytes / our, peak / 1e6);
    }

    private Compare.Measured load(Path file) throws IOException, InterruptedException {
        psql("-c", "DROP SCHEMA IF EXISTS " + DATASET + " CASCADE");
        Path scratch = Files.createTempDirectory(work, "run");
        try {
            return Compare.measure(List.of("env", "DESTINATION__POSTGRES__CREDENTIALS=" + url,
                    home.resolve("dlt4j").toString(), "run", file.toString(), "--destination", "postgres",
                    "--dataset", DATASET, "--pipeline", "bench", "--pipelines-dir",
                    scratch.resolve("pipelines").toString(), "--progress", "none"), scratch);
        } finally {
            Compare.delete(scratch);
        }
    }

    /** Writes what was loaded as CSV files; the names of the tables. */
    private List<String> export(Path directory) throws IOException, InterruptedException {
        List<String> tables = psql("-Atc", "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = '"
                + DATASET + "'::regnamespace AND relname NOT LIKE '\\_dlt%' ORDER BY 1").output().lines().toList();
        for (String table : tables) {
            psql("-c", "\\copy " + DATASET + "." + table + " TO '" + directory.resolve(table + ".csv") + "' (FORMAT csv)");
        }
        return tables;
    }

    private double copy(Path directory, List<String> tables) throws IOException, InterruptedException {
        List<String> copies = new ArrayList<>();
        StringBuilder ddl = new StringBuilder("DROP SCHEMA IF EXISTS " + FLOOR + " CASCADE; CREATE SCHEMA " + FLOOR);
        for (String table : tables) {
            String name = FLOOR + "." + table;
            ddl.append("; CREATE TABLE ").append(name).append(" (LIKE ").append(DATASET).append('.').append(table)
                    .append(" INCLUDING ALL)");
            copies.addAll(List.of("-c", "\\copy " + name + " FROM '" + directory.resolve(table + ".csv") + "' (FORMAT csv)"));
        }
        psql("-c", ddl.toString());
        double seconds = psql(copies.toArray(String[]::new)).seconds();
        for (String table : tables) {
            String count = psql("-Atc", "SELECT (SELECT count(*) FROM " + FLOOR + "." + table + ") - (SELECT count(*) FROM "
                    + DATASET + "." + table + ")").output().strip();
            if (!count.equals("0")) {
                throw new IOException(table + " has other rows than before: " + count);
            }
        }
        return seconds;
    }

    private Compare.Measured psql(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", url));
        command.addAll(List.of(arguments));
        Path scratch = Files.createTempDirectory("psql");
        try {
            return Compare.measure(command, scratch);
        } finally {
            Compare.delete(scratch);
        }
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted().toList().get(seconds.size() / 2);
    }
}
