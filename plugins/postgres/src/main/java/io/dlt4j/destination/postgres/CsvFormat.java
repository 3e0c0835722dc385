package io.dlt4j.destination.postgres;

import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.error.DltException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What CSV files look like.
 *
 * @param delimiter one character of one byte
 */
record CsvFormat(String delimiter, boolean header, String encoding) {

    private static final Logger LOG = LoggerFactory.getLogger(CsvFormat.class);

    CsvFormat {
        if (delimiter.length() != 1 || delimiter.charAt(0) > 0x7F) {
            throw new DltException(
                    PostgresError.POSTGRES_SETTING,
                    "csv_format.delimiter is '" + delimiter + "', and PostgreSQL takes one ASCII character.",
                    "Correct csv_format.delimiter.");
        }
    }

    static CsvFormat of(Optional<ConfigValues> config) {
        if (config.flatMap(values -> values.find(PostgresConfig.ON_ERROR_CONTINUE))
                .orElse(false)) {
            LOG.warn("csv_format.on_error_continue has no effect: a line that does not fit refuses its file");
        }
        return new CsvFormat(
                config.flatMap(values -> values.find(PostgresConfig.DELIMITER)).orElse(","),
                config.flatMap(values -> values.find(PostgresConfig.INCLUDE_HEADER))
                        .orElse(true),
                config.flatMap(values -> values.find(PostgresConfig.ENCODING)).orElse("utf-8"));
    }
}
