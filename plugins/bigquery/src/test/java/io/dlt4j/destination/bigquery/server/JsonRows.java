package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Rows in JSON, checked against the columns of a table one by one, then inserted all at once. */
final class JsonRows {

    private static final int MOST_ERRORS = 5;

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final List<Field> fields;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final boolean ignoreUnknown;
    private final boolean streamed;

    /** @param streamed whether JSON comes as text, as in rows that are streamed */
    JsonRows(List<Field> fields, boolean ignoreUnknown, boolean streamed) {
        this.fields = fields;
        this.ignoreUnknown = ignoreUnknown;
        this.streamed = streamed;
        for (int index = 0; index < fields.size(); index++) {
            indexes.put(fields.get(index).name().toLowerCase(Locale.ROOT), index);
        }
    }

    static InputStream lines(byte[] file) throws IOException {
        boolean compressed = file.length > 2 && (file[0] & 0xff) == 0x1f && (file[1] & 0xff) == 0x8b;
        return compressed ? new GZIPInputStream(new ByteArrayInputStream(file)) : new ByteArrayInputStream(file);
    }

    /** The rows of a file of JSON lines as canonical lines in another file. */
    Path read(byte[] file) {
        List<ObjectNode> problems = new ArrayList<>();
        try {
            Path canonical = Files.createTempFile("rows", ".jsonl");
            try (JsonGenerator out =
                            JSON.createGenerator(canonical.toFile(), com.fasterxml.jackson.core.JsonEncoding.UTF8);
                    MappingIterator<JsonNode> rows =
                            JSON.readerFor(JsonNode.class).readValues(lines(file))) {
                out.setRootValueSeparator(null);
                for (int row = 1; rows.hasNextValue(); row++) {
                    Optional<String> problem = write(out, rows.nextValue());
                    int number = row;
                    problem.ifPresent(text -> problems.add(detail(number, text)));
                    if (problems.size() == MOST_ERRORS) {
                        break;
                    }
                }
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                problems.add(detail(0, "Parser terminated before end of string: " + e.getOriginalMessage()));
            }
            if (!problems.isEmpty()) {
                Files.delete(canonical);
                throw new JobFailure(
                        ApiError.invalid(
                                "Error while reading data, error message: JSON table encountered too many errors,"
                                        + " giving up. Rows: 1; errors: " + problems.size()
                                        + ". Please look into the errors[] collection for more details."),
                        problems);
            }
            return canonical;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ObjectNode detail(int row, String text) {
        return ApiError.invalid(
                        "Error while reading data, error message: JSON parsing error in row " + row + ": " + text)
                .proto();
    }

    /** Writes a row in canonical form, or says what is wrong with it and writes an empty one. */
    Optional<String> write(JsonGenerator out, JsonNode row) throws IOException {
        String[] values = new String[fields.size()];
        Optional<String> problem = check(row, values);
        out.writeStartObject();
        for (int index = 0; index < values.length && problem.isEmpty(); index++) {
            if (values[index] != null) {
                out.writeStringField("c" + index, values[index]);
            }
        }
        out.writeEndObject();
        out.writeRaw('\n');
        return problem;
    }

    private Optional<String> check(JsonNode row, String[] values) {
        for (Map.Entry<String, JsonNode> entry : row.properties()) {
            Integer index = indexes.get(entry.getKey().toLowerCase(Locale.ROOT));
            if (index == null) {
                if (ignoreUnknown) {
                    continue;
                }
                return Optional.of("No such field: " + entry.getKey() + ".");
            }
            if (!entry.getValue().isNull()) {
                try {
                    values[index] = text(fields.get(index), entry.getValue());
                } catch (IllegalArgumentException | IOException | ArithmeticException e) {
                    return Optional.of(String.valueOf(e.getMessage()));
                }
            }
        }
        for (int index = 0; index < values.length; index++) {
            if (values[index] == null && fields.get(index).required()) {
                return Optional.of(
                        "Missing required field: " + fields.get(index).name() + ".");
            }
        }
        return Optional.empty();
    }

    private String text(Field field, JsonNode value) throws IOException {
        if (streamed && field.type().equals("JSON")) {
            if (!value.isTextual()) {
                throw new IllegalArgumentException("This field: " + field.name() + " is not a record.");
            }
            return JSON.readTree(value.asText()).toString();
        }
        return Values.text(field, value);
    }

    /** The statement that inserts what {@link #read} wrote. */
    String insert(String table, Path canonical) {
        String columns =
                fields.stream().map(field -> GoogleSql.quoted(field.name())).collect(Collectors.joining(", "));
        List<String> read = new ArrayList<>();
        List<String> cast = new ArrayList<>();
        for (int index = 0; index < fields.size(); index++) {
            read.add("c" + index + ": 'VARCHAR'");
            cast.add(
                    fields.get(index).duckDbType().equals("BLOB")
                            ? "from_base64(c" + index + ")"
                            : "CAST(c" + index + " AS " + fields.get(index).duckDbType() + ")");
        }
        return "INSERT INTO " + table + " (" + columns + ") SELECT " + String.join(", ", cast) + " FROM read_json('"
                + canonical + "', format = 'newline_delimited', maximum_object_size = 268435456, columns = {"
                + String.join(", ", read) + "})";
    }
}
