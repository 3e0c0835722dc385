import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** The yardstick: DuckDB reads the file by itself into one table of a new database, or a Parquet file, in a process of its own. */
final class DuckDbImport {

    private DuckDbImport() {}

    /** Takes the database and the file; prints the seconds of the statement and the rows. */
    public static void main(String[] args) throws SQLException {
        String file = Path.of(args[1]).toAbsolutePath().toString().replace("'", "''");
        if (args[0].endsWith(".parquet")) {
            copy(args[0].replace("'", "''"), file);
            return;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + args[0]);
                Statement statement = connection.createStatement()) {
            long started = System.nanoTime();
            statement.execute("CREATE TABLE imported AS SELECT * FROM read_json('" + file + "')");
            double seconds = (System.nanoTime() - started) / 1e9;
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM imported")) {
                count.next();
                System.out.printf(Locale.ROOT, "%.3f %d%n", seconds, count.getLong(1));
            }
        }
    }

    /** From JSON to Parquet, through nothing that is kept. */
    private static void copy(String target, String file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            long started = System.nanoTime();
            long rows = statement.executeLargeUpdate(
                    "COPY (SELECT * FROM read_json('" + file + "')) TO '" + target + "' (FORMAT parquet)");
            double seconds = (System.nanoTime() - started) / 1e9;
            System.out.printf(Locale.ROOT, "%.3f %d%n", seconds, rows);
        }
    }
}
