package io.dlt4j.api.format;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a {@link FileFormat#PGCOPY} file says about itself: its columns, in the order of the fields of each row.
 *
 * <p>The file is a stream that {@code COPY … FROM STDIN (FORMAT binary)} takes from its first byte to its last. The columns
 * are written in the extension area of the stream's header, which PostgreSQL skips: the chunk {@code dlt4}, its length, the
 * number of columns, and for each its name and the name of its type in PostgreSQL, both as a length of two bytes and UTF-8.
 *
 * @param columns the columns
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PgCopyHeader(List<Column> columns) {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int CHUNK = 'd' << 24 | 'l' << 16 | 't' << 8 | '4';
    private static final int CHUNK_HEAD = 2 * Integer.BYTES;

    /**
     * A column of the file.
     *
     * @param name as the schema has it
     * @param type the type whose binary form the fields have: {@code int2}, {@code int4}, {@code int8}, {@code float8},
     *     {@code bool}, {@code numeric}, {@code text}, {@code jsonb}, {@code bytea}, {@code timestamptz}, {@code timestamp},
     *     {@code date} or {@code time}
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Column(String name, String type) {

        /** Checks the parts. */
        public Column {
            requireNonNull(name, "name is null");
            requireNonNull(type, "type is null");
        }
    }

    /** Copies the list. */
    public PgCopyHeader {
        columns = List.copyOf(columns);
    }

    /** The bytes that the file begins with, up to its first row. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            byte[] chunk = chunk();
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(CHUNK_HEAD + chunk.length);
            out.writeInt(CHUNK);
            out.writeInt(chunk.length);
            out.write(chunk);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private byte[] chunk() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(columns.size());
            for (Column column : columns) {
                write(out, column.name());
                write(out, column.type());
            }
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    /**
     * Reads the header of a file.
     *
     * @param file at its first byte; afterwards at its first row
     * @throws IOException if the stream fails, ends early, or is not a {@code pgcopy} file
     */
    public static PgCopyHeader read(InputStream file) throws IOException {
        DataInputStream in = new DataInputStream(file);
        if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE) || in.readInt() != 0) {
            throw new IOException("not a binary COPY stream of PostgreSQL");
        }
        int rest = in.readInt();
        while (rest >= CHUNK_HEAD) {
            int tag = in.readInt();
            byte[] chunk = in.readNBytes(in.readInt());
            rest -= CHUNK_HEAD + chunk.length;
            if (tag == CHUNK) {
                in.skipNBytes(rest);
                return parse(new DataInputStream(new ByteArrayInputStream(chunk)));
            }
        }
        throw new IOException("the binary COPY stream does not name its columns");
    }

    private static PgCopyHeader parse(DataInputStream chunk) throws IOException {
        int count = chunk.readUnsignedShort();
        List<Column> columns = new ArrayList<>(count);
        for (int column = 0; column < count; column++) {
            String name = text(chunk);
            columns.add(new Column(name, text(chunk)));
        }
        return new PgCopyHeader(columns);
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
