/** An application that loads what it has in memory. */
module org.example.orders {
    requires io.dlt4j.host;
    // What the plugin's driver needs of Java: a jar without a descriptor cannot say so itself.
    requires java.sql;
}
