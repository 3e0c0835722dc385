package io.dlt4j.api.format;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/**
 * A format of job files: its name, as configuration and capabilities write it, and the version of what is inside.
 *
 * <p>The set is open: a plugin may bring another one.
 *
 * @param name lower-case, also the file name's extension
 * @param version grows when a reader of the former version could not read the files any more
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FileFormat(String name, int version) {

    /** One JSON object a line. */
    public static final FileFormat JSONL = new FileFormat("jsonl", 1);
    /** Comma-separated values. */
    public static final FileFormat CSV = new FileFormat("csv", 1);
    /** An INSERT statement with many rows. */
    public static final FileFormat INSERT_VALUES = new FileFormat("insert_values", 1);
    /** The PostgreSQL binary COPY stream; {@link PgCopyHeader} reads its columns. */
    public static final FileFormat PGCOPY = new FileFormat("pgcopy", 1);
    /** Apache Parquet. */
    public static final FileFormat PARQUET = new FileFormat("parquet", 1);

    /** Checks the parts. */
    public FileFormat {
        requireNonNull(name, "name is null");
        if (!name.matches("[a-z][a-z0-9_-]*")) {
            throw new IllegalArgumentException("format name '" + name + "' is not lower-case");
        }
        if (version < 1) {
            throw new IllegalArgumentException("format version " + version + " is below 1");
        }
    }

    /** {@code name/version}, as {@code package.json} records it. */
    @Override
    public String toString() {
        return name + "/" + version;
    }
}
