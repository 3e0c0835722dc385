package io.dlt4j.normalize;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dlt4j.api.format.BytesVector;
import java.io.IOException;

/**
 * Makes the ids of root rows on the fast path, which writes an id before it has seen the row: those that follow from the
 * content are found in a pass of their own ahead of it. Not thread-safe.
 */
abstract class RootIds {

    private static final ByteJsonFactory JSON = ByteJsonFactory.SHARED;

    static RootIds of(RowIdKind kind, RowIds ids, Shapes shapes, Shape root) {
        return switch (kind) {
            case RANDOM -> new Random(ids);
            case KEY_HASH -> new OfKey(ids, new KeyScan(shapes, root, ContentIds.keyColumns(root.table)));
            case ROW_HASH -> new OfContent(ids);
        };
    }

    /**
     * Looks at the object that begins at {@code start}.
     *
     * @return false if only the general path can tell the id, or what is wrong with the item
     */
    abstract boolean read(byte[] bytes, int start, int end) throws IOException;

    /** Appends the id of the object that was read last. */
    abstract void append(BytesVector target);

    private static final class Random extends RootIds {

        private final RowIds ids;

        Random(RowIds ids) {
            this.ids = ids;
        }

        @Override
        boolean read(byte[] bytes, int start, int end) {
            return true;
        }

        @Override
        void append(BytesVector target) {
            ids.appendRandom(target);
        }
    }

    private static final class OfKey extends RootIds {

        private final RowIds ids;
        private final KeyScan scan;

        OfKey(RowIds ids, KeyScan scan) {
            this.ids = ids;
            this.scan = scan;
        }

        @Override
        boolean read(byte[] bytes, int start, int end) throws IOException {
            try (ByteJsonParser parser = JSON.parser(bytes, start, end - start)) {
                parser.nextToken();
                return scan.read(parser);
            } catch (JsonProcessingException e) {
                return false;
            }
        }

        @Override
        void append(BytesVector target) {
            byte[] json = scan.json();
            ids.appendHash(target, json, 0, json.length);
        }
    }

    private static final class OfContent extends RootIds {

        private final RowIds ids;
        private final CanonicalItem item = new CanonicalItem();

        OfContent(RowIds ids) {
            this.ids = ids;
        }

        @Override
        boolean read(byte[] bytes, int start, int end) throws IOException {
            try (ByteJsonParser parser = JSON.parser(bytes, start, end - start)) {
                parser.nextToken();
                item.read(parser);
                return true;
            } catch (JsonProcessingException e) {
                return false;
            }
        }

        @Override
        void append(BytesVector target) {
            ids.appendHash(target, item.bytes(), 0, item.length());
        }
    }
}
