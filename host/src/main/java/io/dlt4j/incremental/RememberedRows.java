package io.dlt4j.incremental;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of the rows that have the newest cursor value. Where the cursor grows with every row, each is the only one and soon
 * forgotten: so the first one is only copied, and hashed when another one follows or when all are asked for. Not thread-safe.
 */
final class RememberedRows {

    /** A row longer than this is hashed at once: the copy would cost more. */
    private static final int LONGEST_COPY = 1 << 20;

    private final RowHasher hasher = new RowHasher();
    private final Set<String> hashes;
    private byte[] row = {};
    private int length;
    private @Nullable Object key;
    private Waiting waiting = Waiting.NOTHING;

    private enum Waiting {
        NOTHING,
        ROW,
        KEY
    }

    RememberedRows(Collection<String> hashes) {
        this.hashes = new LinkedHashSet<>(hashes);
    }

    /** Forgets all rows and remembers this one. */
    void restart(ItemView item) {
        hashes.clear();
        waiting = Waiting.NOTHING;
        if (!item.isWholeRow()) {
            key = item.key();
            waiting = Waiting.KEY;
        } else if (item.length() > LONGEST_COPY) {
            hashes.add(hash(item));
        } else {
            length = item.length();
            if (row.length < length) {
                row = new byte[length * 2];
            }
            System.arraycopy(item.bytes(), item.start(), row, 0, length);
            waiting = Waiting.ROW;
        }
    }

    /** Remembers one more row. */
    void add(ItemView item) {
        settle();
        hashes.add(hash(item));
    }

    /** The hash of a row, remembered or not. */
    String hash(ItemView item) {
        return item.isWholeRow() ? hasher.ofRow(item.bytes(), item.start(), item.length()) : hasher.ofKey(item.key());
    }

    /** All hashes, in the order in which the rows came. */
    List<String> hashes() {
        settle();
        return List.copyOf(hashes);
    }

    private void settle() {
        switch (waiting) {
            case ROW -> hashes.add(hasher.ofRow(row, 0, length));
            case KEY -> hashes.add(hasher.ofKey(key));
            case NOTHING -> {}
        }
        waiting = Waiting.NOTHING;
    }
}
