package io.dlt4j.destination.postgres.golden;

import io.dlt4j.Destination;
import io.dlt4j.golden.GoldenDestination;
import io.dlt4j.golden.InteropRuns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.postgresql.PGConnection;

class InteropIT extends InteropRuns {

    private static final Path DUMP = Path.of("src/test/resources/interop/postgres.sql");

    private GoldenServer server;

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Override
    protected GoldenDestination reader() {
        return server;
    }

    @Override
    protected Destination recorded(Path directory) throws Exception {
        server = GoldenServer.start("interop_data");
        Destination destination = server.empty(directory);
        try (Connection connection = server.connect(directory);
                BufferedReader dump = Files.newBufferedReader(DUMP)) {
            restore(connection, dump);
        }
        return destination;
    }

    /** What psql would do with the dump. */
    private static void restore(Connection connection, BufferedReader dump) throws SQLException, IOException {
        StringBuilder statement = new StringBuilder();
        for (String line = dump.readLine(); line != null; line = dump.readLine()) {
            if (line.startsWith("--") || line.startsWith("\\")) {
                continue;
            }
            statement.append(line).append('\n');
            if (line.startsWith("COPY ")) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(statement.toString().strip().replaceFirst(";$", ""), new StringReader(rows(dump)));
                statement.setLength(0);
            } else if (line.endsWith(";")) {
                try (Statement execution = connection.createStatement()) {
                    execution.execute(statement.toString());
                }
                statement.setLength(0);
            }
        }
    }

    private static String rows(BufferedReader dump) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (String line = dump.readLine(); !line.equals("\\."); line = dump.readLine()) {
            rows.append(line).append('\n');
        }
        return rows.toString();
    }
}
