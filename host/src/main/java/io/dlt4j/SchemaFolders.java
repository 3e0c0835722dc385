package io.dlt4j;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.config.Config;
import io.dlt4j.config.ConfigError;
import io.dlt4j.pack.DurableFiles;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.SchemaFileFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders in which people keep schemas. A file in the import folder is theirs: the first extract writes it, and once it is
 * edited it replaces the stored schema. A file in the export folder shows what the schema has become.
 *
 * @param imports the import folder, if there is one
 * @param exports the export folder, if there is one; it may be the same
 * @param removeDefaults whether files leave out the names that keys repeat
 */
record SchemaFolders(Optional<Path> imports, Optional<Path> exports, SchemaFileFormat format, boolean removeDefaults) {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaFolders.class);

    private static final String SECTION = "schema";
    private static final ConfigField<String> IMPORT_PATH =
            ConfigField.text("import_schema_path").optional();
    private static final ConfigField<String> EXPORT_PATH =
            ConfigField.text("export_schema_path").optional();
    private static final ConfigField<String> FORMAT =
            ConfigField.text("external_schema_format").withDefault("yaml");
    private static final ConfigField<Boolean> REMOVE_DEFAULTS =
            ConfigField.bool("external_schema_format_remove_defaults").withDefault(true);

    /**
     * The folders that the configuration names.
     *
     * @param directory what relative paths start from
     */
    static SchemaFolders configured(Config config, String pipeline, Path directory) {
        return new SchemaFolders(
                path(config, IMPORT_PATH, pipeline).map(directory::resolve),
                path(config, EXPORT_PATH, pipeline).map(directory::resolve),
                format(config.find(FORMAT, SECTION).orElse("yaml")),
                config.find(REMOVE_DEFAULTS, SECTION).orElse(true));
    }

    private static Optional<String> path(Config config, ConfigField<String> field, String pipeline) {
        return config.find(field, "pipelines", pipeline)
                .or(() -> config.find(field, SECTION))
                .filter(path -> !path.isBlank());
    }

    private static SchemaFileFormat format(String name) {
        for (SchemaFileFormat format : SchemaFileFormat.values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw new DltException(
                ConfigError.CONFIG_VALUE_INVALID,
                "The value of schema.external_schema_format is '" + name + "'.",
                "Say 'yaml' or 'json'.");
    }

    /** These folders with others in the place of those that are given. */
    SchemaFolders with(Optional<Path> otherImports, Optional<Path> otherExports) {
        return new SchemaFolders(
                otherImports.or(this::imports), otherExports.or(this::exports), format, removeDefaults);
    }

    /**
     * The schema to go on with: the import file, if it was edited since it was last applied, else what is stored.
     *
     * @param stored empty if the pipeline has no schema of that name yet
     */
    Optional<DltSchema> current(String name, Optional<DltSchema> stored) {
        Optional<Path> file =
                imports.map(folder -> folder.resolve(format.fileName(name))).filter(Files::exists);
        if (file.isEmpty()) {
            return stored;
        }
        DltSchema imported = read(name, file.get());
        String hash = imported.versionHash();
        if (stored.isEmpty()) {
            return Optional.of(imported.withImportedVersionHash(hash));
        }
        DltSchema known = stored.get();
        if (known.importedVersionHash().equals(Optional.of(hash))) {
            return stored;
        }
        if (!known.versionHash().equals(hash)) {
            warn(known, imported, file.get());
        }
        return Optional.of(known.replacedBy(imported).withImportedVersionHash(hash));
    }

    private DltSchema read(String name, Path file) {
        DltSchema schema;
        try {
            schema = format.read(DurableFiles.read(file));
        } catch (DltException e) {
            throw invalid(file, String.valueOf(e.getMessage()), e);
        }
        if (!schema.name().equals(name)) {
            throw invalid(file, "Its schema is named '" + schema.name() + "', not '" + name + "'.", null);
        }
        return schema;
    }

    private static DltException invalid(Path file, String problem, @Nullable Throwable cause) {
        return new DltException(
                PipelineError.PIPELINE_SCHEMA_FILE_INVALID,
                "The import schema file " + file + " cannot be used. " + problem,
                "Correct the file, or remove it to go on with the stored schema; the next extract writes it anew.",
                cause);
    }

    private static void warn(DltSchema stored, DltSchema imported, Path file) {
        LOG.warn(
                "schema '{}' was edited in {}: version {} of that file replaces version {}, which the pipeline had",
                stored.name(),
                file,
                imported.version(),
                stored.version());
        List<String> loaded = stored.tables().values().stream()
                .filter(TableSchema::hasSeenData)
                .map(TableSchema::name)
                .filter(table -> !table.startsWith("_dlt"))
                .toList();
        if (!loaded.isEmpty()) {
            LOG.warn("tables {} have data already: changes of theirs apply to new data only", loaded);
        }
        if (imported != imported.withoutProcessingMarks()) {
            LOG.warn(
                    "{} has x-normalizer marks: they say what was loaded, and do not belong in a file that is edited",
                    file);
        }
    }

    /** The schema with the hash of the import file that {@link #offer} will write, if it is to write one. */
    DltSchema announced(DltSchema schema) {
        return isMissing(schema.name())
                ? schema.withImportedVersionHash(schema.withoutProcessingMarks().versionHash())
                : schema;
    }

    /** Writes the import file if there is none. */
    void offer(DltSchema schema) {
        if (isMissing(schema.name())) {
            imports.ifPresent(folder -> write(folder, schema.withoutProcessingMarks()));
        }
    }

    private boolean isMissing(String name) {
        return imports.map(folder -> !Files.exists(folder.resolve(format.fileName(name))))
                .orElse(false);
    }

    /**
     * Writes the export file, over what was there, and returns the schema to store. Where both folders are one the export
     * becomes the import file, which is not an edit of somebody's: it is written before the schema is stored, so that
     * a crash in between leaves the newer of the two.
     */
    DltSchema exported(DltSchema schema) {
        if (exports.isEmpty()) {
            return schema;
        }
        if (!exports.equals(imports)) {
            write(exports.get(), schema);
            return schema;
        }
        DltSchema clean = schema.withoutProcessingMarks();
        write(exports.get(), clean);
        return schema.withImportedVersionHash(clean.versionHash());
    }

    private void write(Path folder, DltSchema schema) {
        DurableFiles.createDirectory(folder);
        DurableFiles.replace(folder.resolve(format.fileName(schema.name())), format.write(schema, removeDefaults));
    }
}
