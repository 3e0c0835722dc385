package io.dlt4j.extract;

import static java.util.Objects.requireNonNull;

/**
 * Some whole items of a source as JSON text in UTF-8, a few MB, to be parsed later and in parallel with other parts.
 *
 * <p>The text is balanced at its ends, but its inside has not been validated. A part shares its buffer with whoever
 * made it; it is valid until it is given to {@link PartSource#recycle}.
 */
public final class Part {

    private final byte[] bytes;
    private final int length;
    private final PartForm form;
    private final String origin;
    private final long firstLine;
    private final long items;

    /**
     * @param bytes holds the text from index 0 on; not copied
     * @param length bytes of text in {@code bytes}
     * @param form how items follow each other
     * @param origin the source as users know it: a file name as given, or {@code stdin}
     * @param firstLine line of the source at which the part begins, from 1
     * @param items how many items there are, or -1 if nobody counted
     */
    public Part(byte[] bytes, int length, PartForm form, String origin, long firstLine, long items) {
        this.bytes = requireNonNull(bytes, "bytes is null");
        this.form = requireNonNull(form, "form is null");
        this.origin = requireNonNull(origin, "origin is null");
        if (length < 0 || length > bytes.length) {
            throw new IllegalArgumentException("length is " + length + ", the buffer has " + bytes.length);
        }
        if (firstLine < 1) {
            throw new IllegalArgumentException("firstLine is " + firstLine);
        }
        this.length = length;
        this.firstLine = firstLine;
        this.items = items;
    }

    /** The buffer; only its first {@link #length()} bytes belong to the part. Not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes of text. */
    public int length() {
        return length;
    }

    /** How items follow each other. */
    public PartForm form() {
        return form;
    }

    /** The source as users know it: a file name as given, or {@code stdin}. */
    public String origin() {
        return origin;
    }

    /**
     * Line of the source at which the part begins, from 1. Where the part is the text of the source itself (JSON),
     * line {@code n} of the part is line {@code firstLine + n - 1} of the source.
     */
    public long firstLine() {
        return firstLine;
    }

    /** How many items there are, or -1 if nobody counted. */
    public long items() {
        return items;
    }

    @Override
    public String toString() {
        return "Part[" + origin + ":" + firstLine + ", " + length + " bytes, " + form + "]";
    }
}
