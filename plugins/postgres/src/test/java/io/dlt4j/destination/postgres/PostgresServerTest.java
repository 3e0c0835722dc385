package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresServerTest {

    @Test
    void takesTheOptionsOfLibpqAndOfTheDriver() throws SQLException {
        PGSimpleDataSource source = source("?sslmode=verify-full&sslrootcert=/ca.pem&application_name=crm"
                + "&target_session_attrs=read-write&prepareThreshold=0&client_encoding=latin1&nonsense=1");
        assertThat(source.getSslMode()).isEqualTo("verify-full");
        assertThat(source.getSslRootCert()).isEqualTo("/ca.pem");
        assertThat(source.getApplicationName()).isEqualTo("crm");
        assertThat(source.getTargetServerType()).hasToString("primary");
        assertThat(source.getPrepareThreshold()).isZero();
        assertThat(source.getServerNames()).containsExactly("db.example.org");
        assertThat(source.getPortNumbers()).containsExactly(5432);
    }

    @Test
    void theDatasetIsTheFirstOfTheSearchPathAfterTheUsersOptions() {
        assertThat(source("?options=-c%20lock_timeout%3D5").getOptions())
                .endsWith(" -c lock_timeout=5 -c search_path=\"my\\ data\",public")
                .startsWith("-c lock_timeout=300000 ");
    }

    private static PGSimpleDataSource source(String query) {
        var config = Fixtures.context(Path.of("/"), "postgresql://loader:secret@db.example.org:5432/crm" + query)
                .config();
        return new PostgresServer(config).dataSource("my data");
    }
}
