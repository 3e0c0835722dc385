package io.dlt4j.destination.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Files that are one INSERT with a row on each line and <code>{}</code> for the table. They are run as several statements, each with as
 * many rows as make a few megabytes.
 */
record InsertValues(Connection connection) {

    private static final int STATEMENT_CHARACTERS = 4 * 1024 * 1024;
    private static final String PLACE = "INSERT INTO {}";

    void load(InputStream content, String target) throws SQLException, IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        String first = lines.readLine();
        if (first == null) {
            return;
        }
        if (!first.startsWith(PLACE) || !"VALUES".equals(lines.readLine())) {
            throw new IOException("it does not begin with " + PLACE + " and VALUES");
        }
        String start =
                "INSERT INTO " + target + first.substring(PLACE.length()).toLowerCase(Locale.ROOT) + "\nVALUES\n";
        StringBuilder statement = new StringBuilder(start);
        String line = lines.readLine();
        boolean ended = line == null;
        for (; line != null; line = lines.readLine()) {
            ended = line.endsWith(";");
            statement.append(line, 0, line.length() - 1);
            if (ended || statement.length() > STATEMENT_CHARACTERS) {
                execute(statement.toString());
                statement.setLength(0);
                statement.append(start);
            } else {
                statement.append(",\n");
            }
        }
        if (!ended) {
            throw new IOException("it ends in the middle");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // braces in texts are not those of JDBC
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
