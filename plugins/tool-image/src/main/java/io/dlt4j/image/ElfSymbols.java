package io.dlt4j.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Takes the symbols for debuggers off the end of a shared library of Linux, 3.5 MB of Debian's {@code libjvm.so}.
 *
 * <p>A library is loaded by its segments; its sections, symbols among them, are for linkers and debuggers. What comes after the last
 * segment goes, and with it the table of sections. Offsets are those of the ELF-64 specification.
 */
final class ElfSymbols {

    private static final int MAGIC = 0x7f454c46;
    private static final byte CLASS_64 = 2;
    private static final byte LITTLE_ENDIAN = 1;
    private static final int HEADER_SIZE = 64;

    private static final int SEGMENTS_OFFSET = 32;
    private static final int SECTIONS_OFFSET = 40;
    private static final int SEGMENT_SIZE = 54;
    private static final int SEGMENT_COUNT = 56;
    private static final int SECTION_COUNT = 60;

    private static final int SEGMENT_START = 8;
    private static final int SEGMENT_LENGTH = 32;

    private ElfSymbols() {}

    /** Does nothing to what is no 64-bit little-endian ELF file. */
    static void strip(Path library) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(library);
        Set<PosixFilePermission> writable = EnumSet.copyOf(permissions);
        writable.add(PosixFilePermission.OWNER_WRITE);
        Files.setPosixFilePermissions(library, writable);
        try (FileChannel file = FileChannel.open(library, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            strip(file);
        } finally {
            Files.setPosixFilePermissions(library, permissions);
        }
    }

    private static void strip(FileChannel file) throws IOException {
        if (file.size() < HEADER_SIZE) {
            return;
        }
        ByteBuffer header = read(file, 0, HEADER_SIZE);
        if (header.getInt(0) != MAGIC || header.get(4) != CLASS_64 || header.get(5) != LITTLE_ENDIAN) {
            return;
        }
        header.order(ByteOrder.LITTLE_ENDIAN);
        long end = endOfSegments(file, header);
        if (end >= file.size()) {
            return;
        }
        header.putLong(SECTIONS_OFFSET, 0);
        header.putInt(SECTION_COUNT, 0); // and the index of their names
        file.write(header.rewind(), 0);
        file.truncate(end);
    }

    private static long endOfSegments(FileChannel file, ByteBuffer header) throws IOException {
        int size = header.getShort(SEGMENT_SIZE) & 0xffff;
        int count = header.getShort(SEGMENT_COUNT) & 0xffff;
        ByteBuffer segments =
                read(file, header.getLong(SEGMENTS_OFFSET), size * count).order(ByteOrder.LITTLE_ENDIAN);
        long end = header.getLong(SEGMENTS_OFFSET) + (long) size * count;
        for (int segment = 0; segment < size * count; segment += size) {
            end = Math.max(end, segments.getLong(segment + SEGMENT_START) + segments.getLong(segment + SEGMENT_LENGTH));
        }
        return end;
    }

    private static ByteBuffer read(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) < 0) {
                throw new IOException("a shared library ends within its header");
            }
        }
        return bytes.rewind();
    }
}
