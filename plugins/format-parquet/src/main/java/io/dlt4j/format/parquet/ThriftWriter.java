package io.dlt4j.format.parquet;

import java.io.IOException;
import java.util.Arrays;

/**
 * Encodes structs in the Thrift compact protocol, as far as Parquet metadata need it.
 *
 * <p>Fields of a struct are written in ascending order of their ids, which must be less than 15 apart. Source: "Thrift
 * compact protocol encoding", thrift-compact-protocol.md of Apache Thrift.
 */
final class ThriftWriter {

    /** Element type of a list of 32-bit integers. */
    static final int INT32 = 5;

    /** Element type of a list of byte strings. */
    static final int BINARY = 8;

    /** Element type of a list of structs. */
    static final int STRUCT = 12;

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int INT8 = 3;
    private static final int INT64 = 6;
    private static final int LIST = 9;
    private static final int MAX_DEPTH = 16;
    private static final int SHORT_LIST = 15;
    private static final int VARINT_BYTES = 10;

    private final int[] lastIds = new int[MAX_DEPTH];
    private int depth;
    private byte[] bytes = new byte[256];
    private int size;

    /** Begins a struct that is an element of a list, or the outermost one. */
    void begin() {
        lastIds[++depth] = 0;
    }

    /** Begins a struct that is a field. */
    void struct(int id) {
        field(id, STRUCT);
        begin();
    }

    /** Ends the struct that was begun last. */
    void end() {
        room(1);
        bytes[size++] = 0;
        depth--;
    }

    void bool(int id, boolean value) {
        field(id, value ? TRUE : FALSE);
    }

    void int8(int id, int value) {
        field(id, INT8);
        room(1);
        bytes[size++] = (byte) value;
    }

    void int32(int id, int value) {
        field(id, INT32);
        element(value);
    }

    void int64(int id, long value) {
        field(id, INT64);
        varint(value << 1 ^ value >> 63);
    }

    void binary(int id, byte[] value) {
        field(id, BINARY);
        element(value);
    }

    /** Begins a list; its elements follow. */
    void list(int id, int elementType, int length) {
        field(id, LIST);
        room(1);
        if (length < SHORT_LIST) {
            bytes[size++] = (byte) (length << 4 | elementType);
        } else {
            bytes[size++] = (byte) (SHORT_LIST << 4 | elementType);
            varint(length);
        }
    }

    /** An element of a list of 32-bit integers. */
    void element(int value) {
        varint((value << 1 ^ value >> 31) & 0xFFFF_FFFFL);
    }

    /** An element of a list of byte strings. */
    void element(byte[] value) {
        varint(value.length);
        append(value, value.length);
    }

    /** Moves what was encoded so far to a file. */
    void drainTo(FileOutput out) throws IOException {
        out.putBytes(bytes, 0, size);
        size = 0;
    }

    private void field(int id, int type) {
        room(1);
        bytes[size++] = (byte) (id - lastIds[depth] << 4 | type);
        lastIds[depth] = id;
    }

    private void varint(long value) {
        room(VARINT_BYTES);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void append(byte[] source, int length) {
        room(length);
        System.arraycopy(source, 0, bytes, size, length);
        size += length;
    }

    private void room(int length) {
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, bytes.length * 2));
        }
    }
}
