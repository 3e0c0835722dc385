package io.dlt4j.destination.bigquery.server;

import io.dlt4j.destination.bigquery.server.Statement.Kind;
import io.dlt4j.destination.bigquery.server.Statement.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads GoogleSQL as far as loads and tests use it, and says it in DuckDB's words. What it does not know is no statement. */
final class GoogleSql {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("INT64", "BIGINT"),
            Map.entry("FLOAT64", "DOUBLE"),
            Map.entry("STRING", "VARCHAR"),
            Map.entry("BYTES", "BLOB"),
            Map.entry("BIGNUMERIC", "VARCHAR"),
            Map.entry("DATETIME", "TIMESTAMP"),
            Map.entry("TIMESTAMP", "TIMESTAMPTZ"),
            Map.entry("SAFE_CAST", "TRY_CAST"));

    private static final Set<String> BEFORE_PARENTHESIS = Set.of(
            "IN",
            "AS",
            "VALUES",
            "OVER",
            "EXISTS",
            "AND",
            "OR",
            "NOT",
            "ON",
            "USING",
            "FROM",
            "WHERE",
            "SELECT",
            "INSERT",
            "WHEN",
            "THEN",
            "BY",
            "JOIN",
            "UNION",
            "ALL",
            "COUNT",
            "SUM",
            "MIN",
            "MAX",
            "AVG",
            "ROW_NUMBER",
            "CONCAT",
            "COALESCE",
            "IFNULL",
            "NULLIF",
            "CAST",
            "SAFE_CAST",
            "FROM_BASE64",
            "TO_BASE64",
            "CURRENT_TIMESTAMP",
            "LOWER",
            "UPPER",
            "LENGTH",
            "NUMERIC",
            "BIGNUMERIC",
            "STRING",
            "BYTES",
            "OPTIONS",
            "PARSE_JSON",
            "GENERATE_SERIES");

    private final String project;
    private List<Token> tokens = List.of();
    private int at;
    private List<TableName> named = new ArrayList<>();

    GoogleSql(String project) {
        this.project = project;
    }

    List<Statement> statements(String sql) {
        List<Statement> statements = new ArrayList<>();
        List<Token> statement = new ArrayList<>();
        for (Token token : Token.read(sql)) {
            if (token.is(";")) {
                add(statements, statement);
                statement = new ArrayList<>();
            } else {
                statement.add(token);
            }
        }
        add(statements, statement);
        if (statements.isEmpty()) {
            throw ApiError.invalidQuery("Syntax error: Unexpected end of script");
        }
        return statements;
    }

    private void add(List<Statement> statements, List<Token> statement) {
        if (!statement.isEmpty()) {
            tokens = statement;
            at = 0;
            named = new ArrayList<>();
            statements.add(statement());
        }
    }

    private Statement statement() {
        String first = tokens.get(0).upper();
        switch (first) {
            case "SELECT", "WITH":
                return statement(Kind.SELECT, rest());
            case "INSERT":
                return statement(Kind.INSERT, changing("INTO"));
            case "MERGE":
                return statement(Kind.MERGE, changing("INTO"));
            case "UPDATE":
                requireWhere(first);
                return statement(Kind.UPDATE, rest());
            case "DELETE":
                requireWhere(first);
                return statement(Kind.DELETE, changing("FROM"));
            case "TRUNCATE":
                expect("TRUNCATE", "TABLE");
                return statement(Kind.TRUNCATE_TABLE, "DELETE FROM " + last());
            case "DROP":
                return drop();
            case "CREATE":
                return create();
            case "ALTER":
                return alter();
            case "BEGIN":
                return transaction(Kind.BEGIN_TRANSACTION, first);
            case "COMMIT":
                return transaction(Kind.COMMIT_TRANSACTION, first);
            default:
                throw ApiError.invalidQuery(
                        "Syntax error: Unexpected \"" + tokens.get(0).text() + "\" at [1:1]");
        }
    }

    private Statement statement(Kind kind, String sql) {
        return new Statement(kind, sql, List.copyOf(named));
    }

    private Statement transaction(Kind kind, String first) {
        expect(first);
        accept("TRANSACTION");
        end();
        return new Statement(kind, first + " TRANSACTION", List.of());
    }

    /** DuckDB wants the word that GoogleSQL lets one leave out. */
    private String changing(String word) {
        String verb = tokens.get(0).upper();
        at = 1;
        accept(word);
        return verb + " " + word + " " + rest();
    }

    private void requireWhere(String verb) {
        if (tokens.stream().noneMatch(token -> token.is("WHERE"))) {
            throw ApiError.invalidQuery(verb + " must have a WHERE clause at [1:1]");
        }
    }

    private Statement drop() {
        expect("DROP", "TABLE");
        boolean ifExists = accept("IF");
        if (ifExists) {
            expect("EXISTS");
        }
        TableName table = table();
        end();
        return new Statement(Kind.DROP_TABLE, ifExists ? "IF EXISTS" : "", List.of(table));
    }

    private Statement create() {
        expect("CREATE");
        if (accept("SCHEMA")) {
            return createSchema();
        }
        boolean replace = accept("OR");
        if (replace) {
            expect("REPLACE");
        }
        if (accept("TEMP") || accept("TEMPORARY")) {
            expect("TABLE");
            String name = quoted(next().text());
            expect("AS");
            return statement(Kind.CREATE_TEMP_TABLE, "CREATE TEMPORARY TABLE " + name + " AS " + rest());
        }
        expect("TABLE");
        boolean ifMissing = accept("IF");
        if (ifMissing) {
            expect("NOT", "EXISTS");
        }
        TableName made = table();
        Kind kind = accept("CLONE") ? Kind.CREATE_TABLE_CLONE : Kind.CREATE_TABLE_LIKE;
        if (kind == Kind.CREATE_TABLE_LIKE) {
            expect("LIKE");
        }
        TableName model = table();
        end();
        return new Statement(kind, replace ? "OR REPLACE" : ifMissing ? "IF NOT EXISTS" : "", List.of(made, model));
    }

    private Statement createSchema() {
        expect("IF", "NOT", "EXISTS");
        List<String> path = path();
        expect("OPTIONS");
        return new Statement(Kind.CREATE_SCHEMA, path.get(path.size() - 1), List.of(), options());
    }

    private Statement alter() {
        expect("ALTER", "TABLE");
        TableName table = table();
        expect("ALTER", "COLUMN");
        String column = next().text();
        expect("SET", "OPTIONS");
        return new Statement(Kind.ALTER_COLUMN, column, List.of(table), options());
    }

    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        expect("(");
        do {
            String name = next().text();
            expect("=");
            options.put(name, next().text());
        } while (accept(","));
        expect(")");
        end();
        return options;
    }

    private TableName table() {
        List<String> path = path();
        if (path.size() == 3 && path.get(0).equals(project)) {
            path = path.subList(1, 3);
        }
        if (path.size() != 2) {
            throw ApiError.invalid("Table \"" + String.join(".", path) + "\" must be qualified with a dataset");
        }
        TableName table = new TableName(path.get(0), path.get(1));
        named.add(table);
        return table;
    }

    private List<String> path() {
        List<String> path = new ArrayList<>(List.of(next().text().split("\\.")));
        while (accept(".")) {
            path.add(next().text());
        }
        return path;
    }

    private String last() {
        String text = Warehouse.name(table());
        end();
        return text;
    }

    /** All that is left, token by token. */
    private String rest() {
        StringBuilder sql = new StringBuilder();
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            switch (token.kind()) {
                case QUOTED -> sql.append(identifiers());
                case STRING -> {
                    at++;
                    sql.append('\'').append(token.text().replace("'", "''")).append('\'');
                }
                case WORD -> sql.append(word(token));
                default -> {
                    at++;
                    sql.append(token.text());
                }
            }
            if (!(at < tokens.size()
                    && (tokens.get(at).is(".") || tokens.get(at - 1).is(".")))) {
                sql.append(' ');
            }
        }
        return sql.toString();
    }

    private String word(Token token) {
        at++;
        String upper = token.upper();
        boolean opens = at < tokens.size() && tokens.get(at).is("(");
        if (opens && !BEFORE_PARENTHESIS.contains(upper) && !isName()) {
            throw ApiError.invalidQuery("Function not found: " + token.text());
        }
        if (upper.equals("CURRENT_TIMESTAMP")) {
            if (opens) {
                at += 2;
            }
            return "now()";
        }
        if (upper.equals("NUMERIC")) {
            return opens ? "DECIMAL" : "DECIMAL(38,9)";
        }
        if (List.of("RETURNING", "CONFLICT", "ILIKE", "QUALIFY_ALL").contains(upper)) {
            throw ApiError.invalidQuery("Syntax error: Unexpected keyword " + upper);
        }
        return TYPES.getOrDefault(upper, token.text());
    }

    /** Whether the word that was just read names a table or an alias, after which columns come in parentheses. */
    private boolean isName() {
        return at >= 2
                && (tokens.get(at - 2).is("INTO")
                        || tokens.get(at - 2).is("AS")
                        || tokens.get(at - 2).is("."));
    }

    private String identifiers() {
        List<String> path = new ArrayList<>(List.of(tokens.get(at).text().split("\\.")));
        at++;
        while (at + 1 < tokens.size()
                && tokens.get(at).is(".")
                && tokens.get(at + 1).kind() == Token.Kind.QUOTED) {
            path.add(tokens.get(at + 1).text());
            at += 2;
        }
        if (path.size() == 3) {
            if (!path.get(0).equals(project)) {
                throw ApiError.of(403, "accessDenied", "Access Denied: Project " + path.get(0));
            }
            TableName table = new TableName(path.get(1), path.get(2));
            named.add(table);
            return Warehouse.name(table);
        }
        return path.stream()
                .map(GoogleSql::quoted)
                .reduce((left, right) -> left + "." + right)
                .orElseThrow();
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private Token next() {
        if (at >= tokens.size()) {
            throw ApiError.invalidQuery("Syntax error: Unexpected end of statement");
        }
        return tokens.get(at++);
    }

    private boolean accept(String word) {
        if (at < tokens.size() && tokens.get(at).is(word)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String... words) {
        for (String word : words) {
            if (!accept(word)) {
                throw ApiError.invalidQuery("Syntax error: Expected " + word);
            }
        }
    }

    private void end() {
        if (at < tokens.size()) {
            throw ApiError.invalidQuery(
                    "Syntax error: Unexpected \"" + tokens.get(at).text() + "\"");
        }
    }
}
