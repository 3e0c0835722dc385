import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server with its own settings: one that {@code DLT4J_BENCH_PG} names, or a new one that ends with this. */
final class PostgresServer implements AutoCloseable {

    private static final String USER = "postgres";

    private final String url;
    private final Path scratch;
    private final List<String> stop;

    private PostgresServer(String url, Path scratch, List<String> stop) {
        this.url = url;
        this.scratch = scratch;
        this.stop = stop;
    }

    /** @param work where a new server keeps its data until it is closed */
    static PostgresServer open(Path work) throws IOException, InterruptedException {
        String named = System.getenv("DLT4J_BENCH_PG");
        Path scratch = Files.createTempDirectory(Files.createDirectories(work), "pg");
        if (named != null) {
            return new PostgresServer(named, scratch, List.of());
        }
        Path data = scratch.resolve("data");
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        boolean root = System.getProperty("user.name").equals("root");
        if (root) { // a server refuses to be root's
            call(List.of("chown", USER, scratch.toString()), scratch);
        }
        call(as(root, tool("initdb"), "-D", data.toString(), "-U", USER, "--auth=trust", "-E", "UTF8", "--locale=C"), scratch);
        String options = "-p " + port + " -h 127.0.0.1 -k " + scratch;
        call(as(root, tool("pg_ctl"), "-D", data.toString(), "-w", "-l", scratch.resolve("log").toString(), "-o", options, "start"), scratch);
        List<String> stop = as(root, tool("pg_ctl"), "-D", data.toString(), "-m", "fast", "-w", "stop");
        return new PostgresServer("postgresql://" + USER + ":any@127.0.0.1:" + port + "/postgres", scratch, stop);
    }

    private static List<String> as(boolean root, String... command) {
        List<String> words = new ArrayList<>();
        if (root) {
            words.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        words.addAll(List.of(command));
        return words;
    }

    /** A program of the server's, from the newest installation or from the path. */
    private static String tool(String name) throws IOException {
        Path installed = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(installed)) {
            try (Stream<Path> versions = Files.list(installed)) {
                return versions.map(version -> version.resolve("bin").resolve(name))
                        .filter(Files::isExecutable)
                        .max(Path::compareTo)
                        .map(Path::toString)
                        .orElse(name);
            }
        }
        return name;
    }

    /** As a client takes it. */
    String url() {
        return url;
    }

    /** Runs SQL; its result, unaligned, columns separated by tabs. */
    String sql(String... statements) throws IOException, InterruptedException {
        List<String> command = psql();
        for (String statement : statements) {
            command.add("-c");
            command.add(statement);
        }
        return call(command, scratch).strip();
    }

    /** The client with the words that all its calls have. */
    List<String> psql() {
        return new ArrayList<>(List.of("psql", url, "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", "SET client_min_messages = warning"));
    }

    private static String call(List<String> command, Path scratch) throws IOException, InterruptedException {
        Path output = Files.createTempFile("bench", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(scratch.getParent().toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
            }
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (!stop.isEmpty()) {
            call(stop, scratch);
        }
        Measured.delete(scratch);
    }
}
