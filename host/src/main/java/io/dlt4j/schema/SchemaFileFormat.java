package io.dlt4j.schema;

import io.dlt4j.api.error.DltException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms of schemas in files that people keep: those that are imported and exported. */
public enum SchemaFileFormat {
    /** Block style, as the reference writes it. */
    YAML {
        @Override
        Map<String, @Nullable Object> parse(String text) {
            return YamlDocument.parse(text);
        }

        @Override
        String write(Map<String, @Nullable Object> tree) {
            return YamlDocument.write(tree);
        }
    },
    /** Indented by two spaces. */
    JSON {
        @Override
        Map<String, @Nullable Object> parse(String text) {
            return CanonicalJson.parseObject(text);
        }

        @Override
        String write(Map<String, @Nullable Object> tree) {
            return CanonicalJson.indented(tree);
        }
    };

    abstract Map<String, @Nullable Object> parse(String text);

    abstract String write(Map<String, @Nullable Object> tree);

    /** The name of the file that keeps a schema. */
    public String fileName(String schemaName) {
        return schemaName + (this == YAML ? ".schema.yaml" : ".schema.json");
    }

    /**
     * Reads a schema that people may have written or changed. Its version and hash are those that its content has.
     *
     * @throws DltException if the text is not a valid schema
     */
    public DltSchema read(String text) {
        return DltSchema.of(parse(text)).bumped();
    }

    /**
     * The text of a schema, as bumped, without the hash of the import file that it knows.
     *
     * @param removeDefaults whether to leave out the names of tables and columns that their keys repeat
     */
    public String write(DltSchema schema, boolean removeDefaults) {
        Map<String, @Nullable Object> tree = schema.bumped().tree();
        tree.remove(SchemaHeader.IMPORTED_HASH);
        if (removeDefaults) {
            Trees.object(tree, "tables").values().forEach(SchemaFileFormat::removeNames);
        }
        return write(tree);
    }

    private static void removeNames(@Nullable Object table) {
        if (table instanceof Map<?, ?> map) {
            map.remove("name");
            for (Object column : Trees.object(Trees.map(map), "columns").values()) {
                if (column instanceof Map<?, ?> properties) {
                    properties.remove("name");
                }
            }
        }
    }
}
