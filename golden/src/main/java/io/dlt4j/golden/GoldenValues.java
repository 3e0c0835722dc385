package io.dlt4j.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as the cases write them: tagged where JSON has no type for them. */
public final class GoldenValues {

    @SuppressWarnings("deprecation")
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

    private GoldenValues() {}

    /** An item of a case as a Java value. */
    static @Nullable Object item(JsonNode node) {
        if (node.isObject() && node.size() == 1 && node.fieldNames().next().startsWith("$")) {
            return tagged(node.fieldNames().next(), node.elements().next().asText());
        }
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(field -> map.put(field.getKey(), item(field.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(element -> list.add(item(element)));
            return list;
        }
        return scalar(node);
    }

    private static @Nullable Object scalar(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isBigInteger()) {
            return node.bigIntegerValue();
        }
        return node.isIntegralNumber()
                ? node.longValue()
                : node.isNumber() ? (Object) node.doubleValue() : node.asText();
    }

    private static Object tagged(String tag, String text) {
        return switch (tag) {
            case "$decimal" -> new BigDecimal(text);
            case "$timestamp" ->
                text.endsWith("Z") || text.contains("+") ? OffsetDateTime.parse(text) : LocalDateTime.parse(text);
            case "$date" -> LocalDate.parse(text);
            case "$time" -> LocalTime.parse(text);
            case "$bytes" -> Base64.getDecoder().decode(text);
            default -> throw new IllegalArgumentException("unknown tag " + tag);
        };
    }

    /** Whether an item holds values that JSON text has no form for. */
    static boolean hasTags(JsonNode items) {
        return items.toString().contains("\"$");
    }

    /** A value of a result set as the cases write it. */
    public static JsonNode cell(Object value) {
        if (value instanceof OffsetDateTime time) {
            return NODES.textNode(MICROS.format(time.withOffsetSameInstant(ZoneOffset.UTC)) + "Z");
        }
        if (value instanceof java.sql.Timestamp time) {
            return NODES.textNode(MICROS.format(time.toLocalDateTime()));
        }
        if (value instanceof LocalDateTime time) {
            return NODES.textNode(MICROS.format(time));
        }
        if (value instanceof LocalTime time) {
            return NODES.textNode(time.format(DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS")));
        }
        if (value instanceof LocalDate || value instanceof java.sql.Date) {
            return NODES.textNode(value.toString());
        }
        return number(value);
    }

    private static JsonNode number(Object value) {
        if (value instanceof BigDecimal decimal) {
            BigDecimal stripped = decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
            return NODES.objectNode().put("$decimal", stripped.toPlainString());
        }
        if (value instanceof byte[] bytes) {
            return NODES.objectNode().put("$bytes", Base64.getEncoder().encodeToString(bytes));
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number == 0 ? 0.0 : number); // SQL has one zero
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        return value instanceof Number integer
                ? NODES.numberNode(integer.longValue())
                : NODES.textNode(value.toString());
    }
}
