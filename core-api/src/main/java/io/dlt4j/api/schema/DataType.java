package io.dlt4j.api.schema;

import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The data types of dlt.
 *
 * <p>Plugins receive this type: always write a {@code default} branch when switching over it.
 */
@API(status = API.Status.STABLE, since = "0.1")
public enum DataType {
    /** Unicode text. */
    TEXT,
    /** IEEE 754 double. */
    DOUBLE,
    /** Boolean. */
    BOOL,
    /** Point in time with microseconds, in UTC unless the column says {@code timezone: false}. */
    TIMESTAMP,
    /** 64-bit signed integer. */
    BIGINT,
    /** Bytes. */
    BINARY,
    /** A JSON document as compact UTF-8 text. */
    JSON,
    /** Decimal with the precision and scale of the column or the destination. */
    DECIMAL,
    /** Calendar date. */
    DATE,
    /** Time of day with microseconds, without zone. */
    TIME,
    /** Large integer-like decimal, as used for Ethereum amounts. */
    WEI;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name in schemas, for example {@code bigint}. */
    public String text() {
        return text;
    }

    /** The type of that name in a schema; empty for a name that this version does not know. */
    public static Optional<DataType> find(String text) {
        for (DataType type : values()) {
            if (type.text.equals(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
