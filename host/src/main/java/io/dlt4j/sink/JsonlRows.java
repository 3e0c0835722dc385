package io.dlt4j.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the rows of a JSON Lines job file back as typed values, a batch at a time. Not thread-safe. */
final class JsonlRows implements AutoCloseable {

    /** As long as the longest item that extract takes. */
    private static final int LONGEST_TEXT = 64 << 20;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .maxNestingDepth(10_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    private final JsonParser parser;
    private final TableSchema table;

    private JsonlRows(JsonParser parser, TableSchema table) {
        this.parser = parser;
        this.table = table;
    }

    /** @param table the columns to read; others in the file are left out */
    static JsonlRows open(Path file, TableSchema table) throws IOException {
        return new JsonlRows(JSON.createParser(file.toFile()), table);
    }

    void skip(long rows) throws IOException {
        for (long row = 0; row < rows && parser.nextToken() != null; row++) {
            parser.skipChildren();
        }
    }

    /** The next rows, at most {@code count}; empty at the end. */
    List<Map<String, Object>> next(int count) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>(count);
        while (rows.size() < count && parser.nextToken() != null) {
            rows.add(row());
        }
        return rows;
    }

    private Map<String, Object> row() throws IOException {
        Map<String, Object> row = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Optional<ColumnSchema> column = table.column(name);
            if (column.isPresent()) {
                row.put(name, value(column.get()));
            } else {
                parser.skipChildren();
            }
        }
        return row;
    }

    private Object value(ColumnSchema column) throws IOException {
        DataType type = column.dataType().orElse(DataType.TEXT);
        return switch (type) {
            case BOOL -> parser.getBooleanValue();
            case BIGINT -> parser.getLongValue();
            case DOUBLE -> parser.getDoubleValue();
            case DECIMAL, WEI -> new BigDecimal(parser.getText());
            case BINARY -> Base64.getDecoder().decode(parser.getText());
            case DATE -> LocalDate.parse(parser.getText());
            case TIME -> LocalTime.parse(parser.getText());
            case TIMESTAMP -> timestamp(column, parser.getText());
            case JSON -> JSON.readValue(parser, Object.class);
            default -> parser.getText();
        };
    }

    private static Object timestamp(ColumnSchema column, String text) {
        return column.hasTimezone() ? OffsetDateTime.parse(text) : LocalDateTime.parse(text);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
