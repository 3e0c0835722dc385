package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.schema.ContractMode;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.NamingConvention;
import io.dlt4j.schema.SchemaContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Under every contract, workers and the size of parts change neither rows nor schema nor what is discarded nor the error. */
class ContractWorkersIT {

    private static final int ITEMS = 100;
    private static final List<String> VALUES = List.of("%d", "\"t%d\"", "true", "%d.5", "null", "\"%d\"");

    @TempDir
    private Path temporary;

    static Stream<SchemaContract> contracts() {
        ContractMode[] modes = ContractMode.values();
        return IntStream.range(0, 64)
                .mapToObj(number -> new SchemaContract(modes[number / 16], modes[number / 4 % 4], modes[number % 4]));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void workersAndSmallPartsChangeNothing(SchemaContract contract) throws IOException {
        // freeze stops at the first offender, so there must be few of them for parts before it
        int rarity = contract.toString().contains("FREEZE") ? 40 : 2;
        ItemLines lines = new ItemLines("t", items(new Random(contract.stored().hashCode()), rarity));
        for (DltSchema schema : List.of(known(contract), unknown(contract, false), unknown(contract, true))) {
            ItemLines.Outcome alone = lines.normalize(schema, temporary, 1, Integer.MAX_VALUE);
            for (int workers : new int[] {1, 2, 7}) {
                assertThat(lines.normalize(schema, temporary, workers, 1024))
                        .as("%s, %d workers", contract, workers)
                        .isEqualTo(alone);
            }
        }
    }

    /** The table and a nested one have data. */
    private DltSchema known(SchemaContract contract) throws IOException {
        return new ItemLines("t", List.of("{\"id\":1,\"v\":1,\"c\":[{\"x\":1}]}"))
                .schemaAfter(schema().withTable(TableSchema.builder("t").build(), true), temporary)
                .withContract(Optional.of(contract.stored()));
    }

    /** The first run; extract has marked the table, or it has not. */
    private static DltSchema unknown(SchemaContract contract, boolean marked) {
        TableSchema.Builder table = TableSchema.builder("t");
        if (marked) {
            table.property("x-normalizer", Map.of("evolve-columns-once", true));
        }
        return schema().withTable(table.build(), true).withContract(Optional.of(contract.stored()));
    }

    private static DltSchema schema() {
        return DltSchema.create("s", NamingConvention.of("snake_case", OptionalInt.empty()));
    }

    private static List<String> items(Random random, int rarity) {
        List<String> items = new ArrayList<>();
        for (int item = 0; item < ITEMS; item++) {
            StringJoiner fields = new StringJoiner(",", "{", "}");
            fields.add("\"id\":" + item);
            fields.add("\"v\":" + value(random, item, rarity));
            if (random.nextInt(rarity) == 0) {
                fields.add("\"new_" + random.nextInt(4) + "\":" + value(random, item, 2));
            }
            fields.add(
                    "\"c\":[{\"x\":" + item + "},{\"x\":" + value(random, item, rarity) + late(random, rarity) + "}]");
            if (random.nextInt(rarity) == 0) {
                fields.add("\"more_" + random.nextInt(3) + "\":[{\"k\":" + value(random, item, 3) + late(random, 3)
                        + "},{\"k\":1,\"deep\":[" + value(random, item, 4) + "]}]");
            }
            items.add(fields.toString());
        }
        return items;
    }

    private static String late(Random random, int rarity) {
        return random.nextInt(rarity) == 0 ? ",\"late_" + random.nextInt(3) + "\":1" : "";
    }

    /** Mostly an integer; else of some other type. */
    private static String value(Random random, int item, int rarity) {
        int kind = random.nextInt(rarity) == 0 ? random.nextInt(VALUES.size()) : 0;
        return VALUES.get(kind).formatted(item);
    }
}
