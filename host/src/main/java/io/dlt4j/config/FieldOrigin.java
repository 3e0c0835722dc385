package io.dlt4j.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Where the value of a field came from.
 *
 * @param field the field; within credentials behind their name and a dot, for example {@code credentials.host}
 * @param value the value as text, {@code ***} if it is secret; empty if the field has none
 * @param source what gave the value
 * @param key where it was found, if a provider gave it
 * @param tried every place that was asked, in order; a place that was not reached is not listed
 */
public record FieldOrigin(
        String field, Optional<String> value, Source source, Optional<TriedKey> key, List<TriedKey> tried) {

    /** What gave a value. */
    public enum Source {
        /** The code or the command line. */
        EXPLICIT,
        /** A provider. */
        PROVIDER,
        /** The declaration of the field. */
        DEFAULT,
        /** Other fields, or the identity of the machine. */
        DERIVED,
        /** The credentials' own fields, which are listed behind them. */
        FIELDS,
        /** Nothing: the field has no value. */
        NONE
    }

    /** Checks and copies the parts. */
    public FieldOrigin {
        requireNonNull(field, "field is null");
        requireNonNull(value, "value is null");
        requireNonNull(source, "source is null");
        requireNonNull(key, "key is null");
        tried = List.copyOf(tried);
    }

    /** The same field seen from the specification that it is embedded in. */
    FieldOrigin within(String outer) {
        return new FieldOrigin(outer + "." + field, value, source, key, tried);
    }
}
