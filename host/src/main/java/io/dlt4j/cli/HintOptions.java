package io.dlt4j.cli;

import io.dlt4j.MergeOptions;
import io.dlt4j.Refresh;
import io.dlt4j.RunOptions;
import io.dlt4j.TableHints;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.schema.ContractMode;
import io.dlt4j.schema.SchemaContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The options that say something of tables and columns. */
final class HintOptions {

    private final Arguments arguments;

    private HintOptions(Arguments arguments) {
        this.arguments = arguments;
    }

    /**
     * What the options say.
     *
     * @throws DltException if a value is not what its option takes, or one option contradicts another
     */
    static RunOptions of(Arguments arguments) {
        HintOptions options = new HintOptions(arguments);
        RunOptions.Builder run = RunOptions.builder().hints(options.hints());
        arguments.find(Option.SCHEMA_CONTRACT).map(HintOptions::contract).ifPresent(run::schemaContract);
        arguments.find(Option.REFRESH).flatMap(Refresh::find).ifPresent(run::refresh);
        return run.build();
    }

    private TableHints hints() {
        TableHints.Builder hints = TableHints.builder();
        disposition(hints);
        arguments
                .find(Option.PRIMARY_KEY)
                .map(given -> names(Option.PRIMARY_KEY, given))
                .ifPresent(hints::primaryKey);
        arguments
                .find(Option.MERGE_KEY)
                .map(given -> names(Option.MERGE_KEY, given))
                .ifPresent(hints::mergeKey);
        arguments.find(Option.COLUMNS).ifPresent(given -> parts(given).forEach(part -> hints.column(column(part))));
        arguments.find(Option.MAX_TABLE_NESTING).map(Integer::parseInt).ifPresent(hints::maxTableNesting);
        arguments.find(Option.LOADER_FILE_FORMAT).ifPresent(hints::fileFormat);
        return hints.build();
    }

    /** A merge strategy alone says that rows are merged. */
    private void disposition(TableHints.Builder hints) {
        Optional<WriteDisposition> given =
                arguments.find(Option.WRITE_DISPOSITION).flatMap(WriteDisposition::find);
        Optional<MergeStrategy> strategy = arguments.find(Option.MERGE_STRATEGY).flatMap(MergeStrategy::find);
        if (strategy.isPresent()) {
            if (given.isPresent() && given.get() != WriteDisposition.MERGE) {
                throw invalid(
                        "Option " + Option.MERGE_STRATEGY.text() + " is given, and the write disposition is "
                                + given.get().text() + ".",
                        "A strategy is for --write-disposition merge.");
            }
            hints.merge(MergeOptions.of(strategy.get()));
        } else {
            given.ifPresent(hints::writeDisposition);
        }
    }

    private static String[] names(Option option, String given) {
        List<String> names =
                Arrays.stream(given.split(",", -1)).map(String::strip).toList();
        if (names.contains("")) {
            throw invalid(
                    "Option " + option.text() + " has a column without a name: '" + given + "'.",
                    "Write the names with commas between them, for example " + option.text() + " tenant,id.");
        }
        return names.toArray(String[]::new);
    }

    /** Cuts at commas outside of parentheses. */
    private static List<String> parts(String given) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(given.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(given.substring(start).strip());
        return parts;
    }

    /** {@code name:type}, {@code name:type(precision)} or {@code name:type(precision,scale)}. */
    private static ColumnSchema column(String part) {
        int colon = part.lastIndexOf(':');
        String name = colon < 0 ? "" : part.substring(0, colon).strip();
        String type = part.substring(colon + 1).strip();
        if (name.isEmpty()) {
            throw column(part, "is no name:type");
        }
        int open = type.indexOf('(');
        String base = open < 0 ? type : type.substring(0, open).strip();
        DataType found = DataType.find(base)
                .orElseThrow(() -> column(part, "names the type '" + base + "', which there is not"));
        ColumnSchema.Builder column = ColumnSchema.builder(name).dataType(found);
        if (open >= 0) {
            if (!type.endsWith(")")) {
                throw column(part, "has a '(' that is not closed");
            }
            precision(column, part, found, type.substring(open + 1, type.length() - 1));
        }
        return column.build();
    }

    private static void precision(ColumnSchema.Builder column, String part, DataType type, String given) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : given.split(",", -1)) {
            String digits = number.strip();
            if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw column(part, "has '" + digits + "' where a number belongs");
            }
            numbers.add(Integer.parseInt(digits));
        }
        int most = switch (type) {
            case DECIMAL, WEI -> 2;
            case TEXT, BIGINT, BINARY, TIMESTAMP, TIME -> 1;
            default -> 0;
        };
        if (numbers.size() > most) {
            throw column(part, "gives " + type.text() + " more numbers than the " + most + " that it has");
        }
        column.precision(numbers.get(0));
        if (numbers.size() == 2) {
            column.scale(numbers.get(1));
        }
    }

    private static DltException column(String part, String problem) {
        return invalid(
                "Option " + Option.COLUMNS.text() + ": '" + part + "' " + problem + ".",
                "Write name:type with commas between columns, for example id:bigint,price:decimal(10,2). The types are "
                        + String.join(
                                ", ",
                                Arrays.stream(DataType.values())
                                        .map(DataType::text)
                                        .toList())
                        + ".");
    }

    private static SchemaContract contract(String given) {
        if (!given.contains("=")) {
            return SchemaContract.all(mode(given));
        }
        SchemaContract contract = SchemaContract.EVOLVE;
        for (String part : given.split(",", -1)) {
            int equals = part.indexOf('=');
            String entity =
                    equals < 0 ? part.strip() : part.substring(0, equals).strip();
            ContractMode mode = mode(part.substring(equals + 1).strip());
            contract = switch (entity) {
                case "tables" -> contract.withTables(mode);
                case "columns" -> contract.withColumns(mode);
                case "data_type" -> contract.withDataType(mode);
                default ->
                    throw invalid(
                            "Option " + Option.SCHEMA_CONTRACT.text() + " knows no entity '" + entity + "'.",
                            "Write entity=MODE,.. with the entities tables, columns and data_type.");
            };
        }
        return contract;
    }

    private static ContractMode mode(String text) {
        return ContractMode.find(text)
                .orElseThrow(() -> invalid(
                        "Option " + Option.SCHEMA_CONTRACT.text() + " knows no mode '" + text + "'.",
                        "It is one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(ContractMode.values())
                                                .map(ContractMode::text)
                                                .toList())
                                + ", for all or for each entity: columns=freeze,data_type=discard_value."));
    }

    private static DltException invalid(String problem, String next) {
        return new DltException(CliError.CLI_OPTION_INVALID, problem, next);
    }
}
