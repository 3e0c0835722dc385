package io.dlt4j;

/** What this product calls itself. */
public final class Product {

    /** The version, as `dlt4j --version` prints it. */
    public static final String VERSION = version();

    private Product() {}

    private static String version() {
        String stated = Product.class.getPackage().getImplementationVersion();
        return stated == null ? "0.1.0-SNAPSHOT" : stated;
    }
}
