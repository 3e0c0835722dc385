import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** The yardstick: DuckDB reads the file by itself into one table of a new database, in a process of its own. */
final class DuckDbImport {

    private DuckDbImport() {}

    /** Takes the database and the file; prints the seconds of the statement and the rows. */
    public static void main(String[] args) throws SQLException {
        String file = Path.of(args[1]).toAbsolutePath().toString().replace("'", "''");
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
}
