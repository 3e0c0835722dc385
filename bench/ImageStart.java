import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How long an image takes from the start of the process to its end: {@code --version}, and ten rows into PostgreSQL, each time by a
 * new pipeline into a new dataset.
 */
final class ImageStart {

    private static final int DEFAULT_RUNS = 15;
    private static final int ROWS = 10;

    private final Path image;
    private final Path scratch;

    private ImageStart(Path image, Path scratch) {
        this.image = image;
        this.scratch = scratch;
    }

    /** @param arguments the checkout, what the launcher built, and {@code --runs N} or {@code --help} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = List.of(arguments).subList(2, arguments.length);
        if (words.contains("--help")) {
            System.out.println("bench/run image [--runs N]: starts of the image that does all, with PostgreSQL's plugin");
            return;
        }
        int at = words.indexOf("--runs");
        int runs = at < 0 ? DEFAULT_RUNS : Integer.parseInt(words.get(at + 1));
        Path home = Path.of(arguments[0]);
        Path work = Files.createDirectories(Path.of(arguments[1]).resolveSibling("bench"));
        Path scratch = Files.createTempDirectory(work, "image");
        try (PostgresServer server = PostgresServer.open(work)) {
            Path image = scratch.resolve("image");
            Measured.run(
                    List.of(home.resolve("dlt4j").toString(), "image", "--plugins", "postgres", "--stage", "all",
                            "--output", image.toString()),
                    Map.of(),
                    scratch);
            System.out.println(Measured.machine());
            new ImageStart(image, scratch).measure(server, runs);
        } finally {
            Measured.delete(scratch);
        }
    }

    private void measure(PostgresServer server, int runs) throws IOException, InterruptedException {
        StringBuilder orders = new StringBuilder();
        for (int id = 0; id < ROWS; id++) {
            orders.append("{\"id\": ").append(id).append(", \"at\": \"2024-05-01T10:00:00Z\", \"price\": 9.5}\n");
        }
        Files.writeString(scratch.resolve("orders.jsonl"), orders);
        Map<String, String> environment = Map.of(
                "DESTINATION__POSTGRES__CREDENTIALS", server.url(),
                "DLT_DATA_DIR", scratch.resolve("data").toString());
        List<Double> versions = new ArrayList<>();
        List<Double> loads = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            versions.add(dlt4j(Map.of(), "--version"));
            loads.add(dlt4j(environment, "run", "orders.jsonl", "--destination", "postgres", "--pipeline", "orders_" + run));
        }
        print("--version", versions);
        print("ten rows into PostgreSQL", loads);
    }

    private double dlt4j(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(image.resolve("bin/dlt4j").toString()));
        command.addAll(List.of(words));
        return Measured.run(command, environment, scratch).seconds();
    }

    private static void print(String what, List<Double> seconds) {
        Collections.sort(seconds);
        System.out.printf(
                "%-26s median %.3f s, %.3f to %.3f s in %d runs%n",
                what,
                seconds.get(seconds.size() / 2),
                seconds.get(0),
                seconds.get(seconds.size() - 1),
                seconds.size());
    }
}
