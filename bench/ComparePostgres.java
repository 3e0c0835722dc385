import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs {@code dlt4j run} into PostgreSQL and {@code psql \copy} of the same rows as ready CSV files alternately, each as a whole
 * process into empty tables with the same columns and indexes, and compares.
 */
final class ComparePostgres {

    private static final String LOADED = "bench_dlt4j";
    private static final String COPIED = "bench_psql";

    private final Path home;
    private final Path work;
    private final PostgresServer server;
    private final int runs;

    private ComparePostgres(Path home, PostgresServer server, int runs) {
        this.home = home;
        this.work = home.resolve(".dlt4j-build").resolve("bench");
        this.server = server;
        this.runs = runs;
    }

    /** Takes the checkout, the distribution, then {@code [--runs N] [WORKLOAD...]}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path home = Path.of(args[0]);
        int runs = 5;
        List<Workload> workloads = new ArrayList<>();
        for (int i = 2; i < args.length; i++) {
            if (args[i].equals("--runs") && i + 1 < args.length) {
                runs = Integer.parseInt(args[++i]);
            } else {
                String name = args[i];
                workloads.add(Stream.of(Workload.values())
                        .filter(workload -> workload.text().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no workload " + name)));
            }
        }
        List<Workload> chosen = workloads.isEmpty() ? List.of(Workload.FLAT_1M, Workload.NESTED) : workloads;
        try (PostgresServer server = PostgresServer.open(home.resolve(".dlt4j-build").resolve("bench"))) {
            System.out.println(Measured.machine() + ", PostgreSQL " + server.sql("SHOW server_version"));
            System.out.println("Median of " + runs + " runs each, alternating, after one that is not counted.");
            System.out.println();
            System.out.println("| workload | MB | rows | tables | CSV MB | dlt4j s | psql s | ratio | rows/s | dlt4j peak MB |");
            System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
            for (Workload workload : chosen) {
                System.out.println(new ComparePostgres(home, server, runs).compare(workload));
            }
        }
    }

    private String compare(Workload workload) throws IOException, InterruptedException {
        Path file = workload.make(work.resolve("data"), home.resolve("examples"));
        Path ready = Files.createTempDirectory(work, "csv");
        try {
            server.sql(drop(LOADED), drop(COPIED));
            load(file);
            List<String> tables = tables();
            long csvBytes = export(tables, ready);
            double[] ours = new double[runs];
            double[] theirs = new double[runs];
            long peak = 0;
            for (int run = 0; run < runs; run++) {
                server.sql(drop(LOADED), "CHECKPOINT");
                Measured our = load(file);
                peak = Math.max(peak, our.peakBytes());
                ours[run] = our.seconds();
                theirs[run] = copy(tables, ready);
                System.err.printf(Locale.ROOT, "%s %d/%d: dlt4j %.2f s, psql %.2f s%n",
                        workload.text(), run + 1, runs, ours[run], theirs[run]);
            }
            long rows = sameRows(tables);
            server.sql(drop(LOADED), drop(COPIED));
            double our = median(ours);
            double their = median(theirs);
            return String.format(Locale.ROOT, "| %s | %.0f | %d | %d | %.0f | %.2f | %.2f | %.2f | %.0f | %s |",
                    workload.text(), Files.size(file) / 1e6, rows, tables.size(), csvBytes / 1e6, our, their, our / their,
                    rows / our, Measured.megabytes(peak));
        } finally {
            Measured.delete(ready);
        }
    }

    private Measured load(Path file) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(work, "run");
        try {
            return Measured.run(
                    List.of(home.resolve("dlt4j").toString(), "run", file.toString(), "--destination", "postgres",
                            "--dataset", LOADED, "--pipeline", "bench", "--pipelines-dir",
                            scratch.resolve("pipelines").toString(), "--json", "--progress", "none"),
                    Map.of("DESTINATION__POSTGRES__CREDENTIALS", server.url()),
                    scratch);
        } finally {
            Measured.delete(scratch);
        }
    }

    /** All `\copy` one after the other in one process; its seconds. */
    private double copy(List<String> tables, Path ready) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(work, "copy");
        try {
            server.sql(drop(COPIED), "CREATE SCHEMA " + COPIED);
            for (String table : tables) {
                server.sql("CREATE TABLE " + COPIED + "." + quoted(table) + " (LIKE " + LOADED + "." + quoted(table)
                        + " INCLUDING ALL)" + options(table));
            }
            server.sql("CHECKPOINT");
            List<String> command = server.psql();
            for (int i = 0; i < tables.size(); i++) {
                command.add("-c");
                command.add("\\copy " + COPIED + "." + quoted(tables.get(i)) + " FROM '" + ready.resolve(i + ".csv")
                        + "' WITH (FORMAT csv)");
            }
            return Measured.run(command, Map.of(), scratch).seconds();
        } finally {
            Measured.delete(scratch);
        }
    }

    /** What `LIKE` leaves out: the storage options of the table. */
    private String options(String table) throws IOException, InterruptedException {
        String options = server.sql("SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = '" + LOADED + "."
                + quoted(table) + "'::regclass");
        return options.isEmpty() ? "" : " WITH (" + options + ")";
    }

    private List<String> tables() throws IOException, InterruptedException {
        return Arrays.asList(server.sql("SELECT tablename FROM pg_tables WHERE schemaname = '" + LOADED
                        + "' AND tablename NOT LIKE '\\_dlt%' ORDER BY tablename")
                .split("\n"));
    }

    private long export(List<String> tables, Path ready) throws IOException, InterruptedException {
        long bytes = 0;
        for (int i = 0; i < tables.size(); i++) {
            Path file = ready.resolve(i + ".csv");
            server.sql("\\copy " + LOADED + "." + quoted(tables.get(i)) + " TO '" + file + "' WITH (FORMAT csv)");
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** The rows of all tables, which must be the same in both. */
    private long sameRows(List<String> tables) throws IOException, InterruptedException {
        long rows = 0;
        for (String table : tables) {
            String ours = server.sql("SELECT count(*) FROM " + LOADED + "." + quoted(table));
            String theirs = server.sql("SELECT count(*) FROM " + COPIED + "." + quoted(table));
            if (!ours.equals(theirs)) {
                throw new IOException("table " + table + ": dlt4j loaded " + ours + " rows, psql " + theirs);
            }
            rows += Long.parseLong(ours);
        }
        return rows;
    }

    private static String drop(String schema) {
        return "DROP SCHEMA IF EXISTS " + schema + " CASCADE";
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
