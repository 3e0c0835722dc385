package io.dlt4j.normalize;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lists under one path of keys in the rows of a table: where their elements go. */
final class ListShape {

    private static final List<String> INNER = List.of("list");

    /** The number of the owner's row that last had a list for the table. */
    final LastRow last;

    /** The table whose rows hold the lists. */
    final TableBuffer owner;

    private final List<String> keys;
    private final int level;
    private @Nullable TableBuffer table;
    private @Nullable Shape elements;
    private @Nullable Column values;
    private int triedVersion = -1;

    /**
     * @param keys the keys from the owner's row to the list
     * @param level the level of the owner's rows
     * @param last shared by all lists whose elements go into one table
     */
    ListShape(TableBuffer owner, List<String> keys, int level, LastRow last) {
        this.last = last;
        this.owner = owner;
        this.keys = keys;
        this.level = level;
    }

    /** The number of a row, of those that begin at 1. */
    static final class LastRow {
        long number;
    }

    /** The table of the elements; {@code null} while there is none, or if its rows are not nested in the owner's. */
    @Nullable
    TableBuffer table(Shapes shapes) {
        if (table == null) {
            TableBuffer found = shapes.findChild(owner, keys);
            if (found != null && found.parent().equals(Optional.of(owner.name))) {
                table = found;
            }
        }
        return table;
    }

    /** The elements that are objects; call it only when there is a {@link #table}. */
    Shape elements(Shapes shapes, TableBuffer child) {
        if (elements == null) {
            elements = shapes.root(child, level - 1);
        }
        return elements;
    }

    /** The elements that are lists. */
    ListShape inner(Shapes shapes, TableBuffer child) {
        return shapes.list(child, INNER, level - 2);
    }

    /** Whether elements that are lists are taken apart. */
    boolean takesListsApart(Shapes shapes, TableBuffer child) {
        return !shapes.keepsJson(child, shapes.innerListColumn(), level - 2);
    }

    /** The column of elements that are scalars; {@code null} while there is none. */
    @Nullable
    Column values(Shapes shapes, TableBuffer child) {
        if (values == null && triedVersion != child.version()) {
            triedVersion = child.version();
            values = child.find(shapes.valueColumn());
        }
        return values;
    }
}
