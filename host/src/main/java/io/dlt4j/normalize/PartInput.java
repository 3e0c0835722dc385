package io.dlt4j.normalize;

import io.dlt4j.pack.PartContent;
import io.dlt4j.pack.PartFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** A part to normalize, in memory or on disk, whose text is loaded when its turn comes. */
sealed interface PartInput {

    /** The root table. */
    String table();

    /** The source as users know it. */
    String origin();

    /** The line of the source that the part begins in. */
    long firstLine();

    /** Whether the text is one array whose elements are the items; else each value is an item or a list of items. */
    boolean elements();

    /** The bytes of its text. */
    long bytes();

    /**
     * The JSON text; an array's elements come with their brackets.
     *
     * @param pool lends the buffer, where one is needed
     */
    Text load(VectorPool pool) throws IOException;

    /**
     * Bytes of JSON.
     *
     * @param bytes may be longer than the text
     * @param length the length of the text
     */
    record Text(byte[] bytes, int length) {}

    /**
     * A part that extract has just cut.
     *
     * @param content the part
     */
    record InMemory(PartContent content) implements PartInput {
        @Override
        public String table() {
            return content.table();
        }

        @Override
        public String origin() {
            return content.origin();
        }

        @Override
        public long firstLine() {
            return content.firstLine();
        }

        @Override
        public boolean elements() {
            return content.elements();
        }

        @Override
        public long bytes() {
            return content.length();
        }

        @Override
        public Text load(VectorPool pool) {
            if (!content.elements()) {
                return new Text(content.bytes(), content.length());
            }
            byte[] bracketed = pool.text(content.length() + 2);
            System.arraycopy(content.bytes(), 0, bracketed, 1, content.length());
            return bracket(bracketed, content.length());
        }
    }

    /**
     * A part of a published package.
     *
     * @param file the part
     */
    record OnDisk(PartFile file) implements PartInput {
        @Override
        public String table() {
            return file.table();
        }

        @Override
        public String origin() {
            return file.origin();
        }

        @Override
        public long firstLine() {
            return file.firstLine();
        }

        @Override
        public boolean elements() {
            return file.elements();
        }

        @Override
        public long bytes() {
            return file.bytes();
        }

        @Override
        public Text load(VectorPool pool) throws IOException {
            int length = Math.toIntExact(file.bytes());
            int offset = file.elements() ? 1 : 0;
            byte[] bytes = pool.text(length + 2 * offset);
            try (InputStream in = Files.newInputStream(file.path())) {
                int read = in.readNBytes(bytes, offset, length);
                if (read != length) {
                    throw new IOException(file.path() + " has " + read + " bytes, not " + length);
                }
            }
            return file.elements() ? bracket(bytes, length) : new Text(bytes, length);
        }
    }

    private static Text bracket(byte[] bytes, int length) {
        bytes[0] = '[';
        bytes[length + 1] = ']';
        return new Text(bytes, length + 2);
    }
}
