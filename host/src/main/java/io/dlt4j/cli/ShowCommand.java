package io.dlt4j.cli;

import io.dlt4j.Pipeline;
import io.dlt4j.SqlClient;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.SupportsSql.RowConsumer;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.WorkingDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows rows of a table in the destination. */
final class ShowCommand {

    private static final String DEFAULT_LIMIT = "20";

    private final Invocation call;
    private final String table;
    private final long limit;

    ShowCommand(Invocation call) {
        this.call = call;
        this.table = call.arguments().operands().get(1);
        this.limit = Long.parseLong(call.arguments().find(Option.LIMIT).orElse(DEFAULT_LIMIT));
    }

    void show() {
        String name = call.arguments().operands().get(0);
        WorkingDirectory work = call.pipelines().require(name);
        Pipeline pipeline = call.open(name);
        Output output = call.output();
        if (output.isJson()) {
            output.document().field("pipeline_name", name).field("table", table);
        }
        JsonRows json = new JsonRows(output);
        TextTable text = new TextTable(output::line, call.around().terminal().width());
        try (SqlClient sql = pipeline.sqlClient()) {
            sql.query("SELECT * FROM " + sql.qualifiedName(table) + " LIMIT " + limit)
                    .into(output.isJson() ? json : text);
        } catch (DltException e) {
            throw explained(e, name, work);
        }
        if (output.isJson()) {
            json.end();
        } else {
            text.end();
        }
    }

    /** The destination's error, unless it is that the pipeline never made such a table. */
    private DltException explained(DltException failure, String pipeline, WorkingDirectory work) {
        List<String> tables = new ArrayList<>();
        work.live()
                .read()
                .map(Live::schemas)
                .ifPresent(schemas -> schemas.values()
                        .forEach(schema -> tables.addAll(schema.tables().keySet())));
        if (tables.isEmpty() || tables.contains(table)) {
            return failure;
        }
        tables.removeIf(name -> name.startsWith("_dlt"));
        return new DltException(
                CliError.CLI_NOT_FOUND,
                "Pipeline '" + pipeline + "' has no table '" + table + "'.",
                Nearest.suggestion(table, tables) + "There are: " + String.join(", ", tables) + ".",
                failure);
    }

    /** Writes each row as an object. */
    private static final class JsonRows implements RowConsumer {

        private final Output output;
        private List<String> names = List.of();

        JsonRows(Output output) {
            this.output = output;
        }

        @Override
        public void columns(List<String> columns) {
            names = List.copyOf(columns);
            output.document().field("columns", names).startArray("rows");
        }

        @Override
        public boolean row(List<@Nullable Object> values) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i), values.get(i));
            }
            output.document().value(row);
            return true;
        }

        void end() {
            output.document().endArray();
        }
    }
}
