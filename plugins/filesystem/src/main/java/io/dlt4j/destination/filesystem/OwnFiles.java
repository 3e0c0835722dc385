package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.storage.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Which files of a dataset are a table's: those whose names begin as its layout says, without those of tables whose names go on
 * where this one's ends. Immutable.
 *
 * @param prefix what their names begin with
 * @param others what the names of other tables' files begin with, as far as that begins with the prefix
 * @param whole whether the prefix is the name of the only file
 */
record OwnFiles(String prefix, List<String> others, boolean whole) {

    OwnFiles {
        requireNonNull(prefix, "prefix is null");
        others = List.copyOf(others);
    }

    /**
     * The files that the layout gives a table.
     *
     * @param tables the names of the tables of its schema
     * @param prefixes what the names of a table's files begin with
     */
    static OwnFiles of(Layout layout, String tableName, Set<String> tables, UnaryOperator<String> prefixes) {
        String prefix = prefixes.apply(tableName);
        List<String> others = tables.stream()
                .filter(other -> !other.equals(tableName))
                .map(prefixes)
                .filter(other -> other.startsWith(prefix))
                .toList();
        return new OwnFiles(prefix, others, layout.endsWithTable());
    }

    /** The files of a table of dlt, which has a folder of its own whatever the layout says. */
    static OwnFiles ofSystem(String tableName) {
        return new OwnFiles(tableName + "/", List.of(), false);
    }

    void list(ObjectStore storage, Consumer<String> found) throws IOException {
        storage.list(prefix, name -> {
            if (whole ? name.equals(prefix) : others.stream().noneMatch(name::startsWith)) {
                found.accept(name);
            }
        });
    }
}
