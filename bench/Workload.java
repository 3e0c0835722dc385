import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The files that are loaded. Made from a seed: the same on every machine. */
enum Workload {
    /** 1M flights: five short columns, as in the vega data set `flights-20k`. */
    FLAT_1M("flights.jsonl", 1_000_000) {
        @Override
        void write(BufferedWriter out, Path examples) throws IOException {
            writeFlights(out, rows());
        }
    },
    /** 1M rows of ten columns: numbers, texts, a time, a decimal, some of them null. */
    TEN_1M("orders.jsonl", 1_000_000) {
        @Override
        void write(BufferedWriter out, Path examples) throws IOException {
            Random random = new Random(SEED);
            LocalDateTime time = LocalDateTime.of(2024, 1, 1, 0, 0);
            for (long row = 0; row < rows(); row++) {
                String note = random.nextInt(4) == 0 ? "null" : "\"" + Long.toString(random.nextLong(), 36) + "\"";
                out.write("{\"id\":" + row + ",\"customer\":" + random.nextInt(50_000) + ",\"at\":\""
                        + time.plusSeconds(row).format(SECONDS) + "\",\"day\":\"" + time.plusSeconds(row).toLocalDate()
                        + "\",\"status\":\"" + STATES[random.nextInt(STATES.length)] + "\",\"quantity\":"
                        + random.nextInt(20) + ",\"price\":" + random.nextInt(100_000) / 100.0 + ",\"paid\":"
                        + random.nextBoolean() + ",\"country\":\"" + AIRPORTS[random.nextInt(AIRPORTS.length)]
                        + "\",\"note\":" + note + "}\n");
            }
        }
    },
    /** 10M of them. */
    FLAT_10M("flights.jsonl", 10_000_000) {
        @Override
        void write(BufferedWriter out, Path examples) throws IOException {
            writeFlights(out, rows());
        }
    },
    /** 200 MB of GitHub events with new ids: hundreds of columns in up to four levels, and child tables. */
    NESTED("github_events.json", 0) {
        @Override
        void write(BufferedWriter out, Path examples) throws IOException {
            List<String> events = elements(Files.readString(examples.resolve("github-events.json")));
            long written = 0;
            long id = 30_000_000_000L;
            out.write("[\n");
            while (written < NESTED_BYTES) {
                String event = events.get((int) (id % events.size()));
                String renamed = event.replaceFirst("\"id\"\\s*:\\s*\"\\d+\"", "\"id\":\"" + id + "\"");
                out.write((written == 0 ? "" : ",\n") + renamed);
                written += renamed.length();
                id++;
            }
            out.write("\n]\n");
        }
    },
    /** 20,000 rows of 600 columns. */
    WIDE("wide.jsonl", 20_000) {
        @Override
        void write(BufferedWriter out, Path examples) throws IOException {
            Random random = new Random(SEED);
            for (long row = 0; row < rows(); row++) {
                StringBuilder line = new StringBuilder("{\"id\":").append(row);
                for (int column = 1; column < WIDE_COLUMNS; column++) {
                    line.append(",\"c").append(column).append("\":");
                    switch (column % 4) {
                        case 0 -> line.append(random.nextInt(1_000_000));
                        case 1 -> line.append(random.nextInt(100_000) / 100.0);
                        case 2 -> line.append('"').append(Integer.toString(random.nextInt(), 36)).append('"');
                        default -> line.append(random.nextBoolean());
                    }
                }
                out.write(line.append("}\n").toString());
            }
        }
    };

    private static final int SEED = 42;
    private static final String[] STATES = {"open", "paid", "shipped", "returned"};
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);
    private static final long NESTED_BYTES = 200_000_000L;
    private static final int WIDE_COLUMNS = 600;
    private static final String[] AIRPORTS = {
        "ATL", "BWI", "DEN", "DFW", "DTW", "HNL", "IAH", "LAS", "LAX", "MDT", "MHT", "MSP", "OAK", "ORD", "PHX", "SFO"
    };

    private final String file;
    private final long rows;

    Workload(String file, long rows) {
        this.file = file;
        this.rows = rows;
    }

    abstract void write(BufferedWriter out, Path examples) throws IOException;

    /** As in arguments and results. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The rows of the root table; 0 where the size decides. */
    long rows() {
        return rows;
    }

    /** The file, made if it is not there. */
    Path make(Path directory, Path examples) throws IOException {
        Path target = directory.resolve(text()).resolve(file);
        if (Files.notExists(target)) {
            System.err.println("making " + target);
            Files.createDirectories(target.getParent());
            Path half = target.resolveSibling(file + ".half");
            try (BufferedWriter out = Files.newBufferedWriter(half, StandardCharsets.UTF_8)) {
                write(out, examples);
            }
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target;
    }

    private static void writeFlights(BufferedWriter out, long rows) throws IOException {
        Random random = new Random(SEED);
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm", Locale.ROOT);
        LocalDateTime time = LocalDateTime.of(2001, 1, 1, 0, 0);
        String date = "";
        for (long row = 0; row < rows; row++) {
            if (row % 10 == 0) {
                time = time.plusMinutes(1);
                date = time.format(format);
            }
            int origin = random.nextInt(AIRPORTS.length);
            int destination = (origin + 1 + random.nextInt(AIRPORTS.length - 1)) % AIRPORTS.length;
            out.write("{\"date\":\"" + date + "\",\"delay\":" + (random.nextInt(240) - 40) + ",\"distance\":"
                    + (100 + random.nextInt(2400)) + ",\"origin\":\"" + AIRPORTS[origin] + "\",\"destination\":\""
                    + AIRPORTS[destination] + "\"}\n");
        }
    }

    /** The texts of the objects in an array. */
    private static List<String> elements(String json) {
        List<String> elements = new ArrayList<>();
        int depth = 0;
        int start = 0;
        boolean text = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (text) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    text = false;
                }
            } else if (c == '"') {
                text = true;
            } else if (c == '{' && depth++ == 0) {
                start = i;
            } else if (c == '}' && --depth == 0) {
                elements.add(json.substring(start, i + 1));
            }
        }
        return elements;
    }
}
