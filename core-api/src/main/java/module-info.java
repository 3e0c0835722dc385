/** The API that destination plugins are written against. */
module io.dlt4j.api {
    // Not transitive: a module that depends on this one is compiled without them.
    requires static org.apiguardian.api;
    requires static org.jspecify;
    requires transitive org.slf4j;

    exports io.dlt4j.api;
    exports io.dlt4j.api.capability;
    exports io.dlt4j.api.config;
    exports io.dlt4j.api.credentials;
    exports io.dlt4j.api.error;
    exports io.dlt4j.api.format;
    exports io.dlt4j.api.load;
    exports io.dlt4j.api.schema;
    exports io.dlt4j.api.storage;
}
