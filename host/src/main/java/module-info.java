/** The engine, as embedders use it: {@code io.dlt4j} first of all, and the types that its methods name. */
module io.dlt4j.host {
    // Not transitive: a module that depends on this one is compiled without them.
    requires static org.apiguardian.api;
    requires static org.jspecify;
    requires transitive com.fasterxml.jackson.core;
    requires transitive io.dlt4j.api;
    requires org.slf4j;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires de.siegmar.fastcsv;
    requires aircompressor;
    requires org.tomlj;
    requires org.yaml.snakeyaml;
    // A plugin that has a JDBC driver brings the need for it.
    requires static java.sql;

    exports io.dlt4j;
    exports io.dlt4j.config;
    exports io.dlt4j.extract;
    exports io.dlt4j.incremental;
    exports io.dlt4j.load;
    exports io.dlt4j.normalize;
    exports io.dlt4j.pack;
    exports io.dlt4j.plugin;
    exports io.dlt4j.schema;
    exports io.dlt4j.sink;

    uses io.dlt4j.api.DestinationFactory;
    uses io.dlt4j.api.format.FileFormatProvider;
    uses io.dlt4j.api.storage.StorageProvider;
    uses io.dlt4j.cli.Tool;
}
