package io.dlt4j.schema;

/** The private-use characters that begin a value in dlt's typed JSON, where JSON has no type for it. */
public final class TypeTags {

    /** A decimal, as text. */
    public static final char DECIMAL = '\uF026';

    /** A timestamp in ISO 8601. */
    public static final char TIMESTAMP = '\uF027';

    /** A date in ISO 8601. */
    public static final char DATE = '\uF028';

    /** A UUID. */
    public static final char UUID = '\uF029';

    /** Bytes in hexadecimal digits, after {@code 0x}. */
    public static final char HEX_BYTES = '\uF02A';

    /** Bytes in Base64. */
    public static final char BYTES = '\uF02B';

    /** An amount of wei, as text. */
    public static final char WEI = '\uF02C';

    /** A time in ISO 8601. */
    public static final char TIME = '\uF02D';

    /** dlt reserves one tag more than it writes. */
    public static final char LAST = '\uF02E';

    private TypeTags() {}
}
