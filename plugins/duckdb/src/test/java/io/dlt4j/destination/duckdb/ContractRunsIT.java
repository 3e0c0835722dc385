package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dlt4j.ExtractInfo;
import io.dlt4j.LoadInfo;
import io.dlt4j.NormalizeInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.RunOptions;
import io.dlt4j.Source;
import io.dlt4j.SqlClient;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.extract.ExtractError;
import io.dlt4j.normalize.Discarded;
import io.dlt4j.normalize.NormalizeError;
import io.dlt4j.schema.ContractMode;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.SchemaContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Schema contracts over the runs of a pipeline, given at each place where one can be. The comments give the numbers of the cases
 * in the specification, {@code schema-normalize.md} P.12.
 */
class ContractRunsIT {

    private static final SchemaContract FREEZE = SchemaContract.all(ContractMode.FREEZE);
    private static final SchemaContract COLUMNS_FROZEN = SchemaContract.EVOLVE.withColumns(ContractMode.FREEZE);
    private static final SchemaContract TYPES_FROZEN = SchemaContract.EVOLVE.withDataType(ContractMode.FREEZE);

    @TempDir
    private Path home;

    // K20
    @Test
    void frozenFirstRunFailsInExtract() {
        Pipeline pipeline = pipeline();

        DltException failure = failure(pipeline, FREEZE, items("{'id':1}"));

        assertThat(failure.code()).isEqualTo(ExtractError.EXTRACT_CONTRACT_VIOLATED);
        assertThat(failure)
                .hasMessage(
                        "In schema `contracts`: In Table: `items`. Contract on `tables` with `contract_mode=freeze` "
                                + "is violated. Can't add table `items` because `tables` are frozen.");
        assertThat(pipeline.pendingPackages()).isEmpty();
        assertThat(pipeline.schemas()).isEmpty();
    }

    // K21
    @Test
    void nestedTableOfTheFirstRunHasTheColumnsOfItsFirstRow() {
        Pipeline pipeline = pipeline();

        DltException failure =
                failure(pipeline, COLUMNS_FROZEN, items("{'id':1,'c':[{'x':1},{'x':2,'y':1}]}", "{'id':2,'z':1}"));

        assertThat(failure.code()).isEqualTo(NormalizeError.NORMALIZE_CONTRACT_VIOLATED);
        assertThat(failure).hasMessageContaining("Table: `items__c` Column: `y`");
        assertThat(pipeline.pendingPackages()).hasSize(1);
    }

    // K22 to K25
    @Test
    void contractOfARunStaysUntilAnotherIsGiven() throws IOException {
        Pipeline pipeline = pipeline();
        pipeline.run(items("{'id':1}"));
        run(pipeline, FREEZE, items("{'id':2}"));
        assertThat(failure(pipeline, FREEZE, items("{'id':3,'new':1}")).code())
                .isEqualTo(NormalizeError.NORMALIZE_CONTRACT_VIOLATED);
        dropPending(pipeline);

        DltException later = catchThrowableOfType(DltException.class, () -> pipeline.run(items("{'id':4,'new':1}")));
        assertThat(later.code()).isEqualTo(NormalizeError.NORMALIZE_CONTRACT_VIOLATED);
        assertThat(pipeline.pendingPackages()).hasSize(1);
        dropPending(pipeline);

        run(pipeline, SchemaContract.EVOLVE, items("{'id':5,'new':1}"));

        assertThat(count(pipeline, "items")).isEqualTo(3);
        assertThat(schema(pipeline).settings().contract()).isEqualTo(SchemaContract.EVOLVE);
        assertThat(schema(pipeline).table("items").orElseThrow().properties())
                .containsEntry("schema_contract", "evolve");
    }

    @Test
    void packageThatAContractStoppedIsRetriedUnderTheContractThenInForce() {
        Pipeline pipeline = pipeline();
        pipeline.run(items("{'id':1}"));
        failure(pipeline, COLUMNS_FROZEN, items("{'id':2,'new':1}"));

        pipeline.extract(
                List.of(Source.ofDefaultSchema(List.of(items("{'id':3}")))),
                RunOptions.builder().schemaContract(SchemaContract.EVOLVE).build());
        pipeline.normalize();
        pipeline.load();

        assertThat(count(pipeline, "items")).isEqualTo(3);
    }

    // K26, K27
    @Test
    void contractOfAResourceGivesWayToThatOfARun() {
        Pipeline pipeline = pipeline();
        UnaryOperator<Resource> discarding =
                items -> items.schemaContract(SchemaContract.EVOLVE.withColumns(ContractMode.DISCARD_ROW));
        pipeline.run(discarding.apply(items("{'id':1}")));

        LoadInfo info = pipeline.run(discarding.apply(items("{'id':2,'n':1}", "{'id':3}")));

        assertThat(count(pipeline, "items")).isEqualTo(2);
        assertThat(info.discarded()).isEqualTo(Map.of("items", new Discarded(1, 0)));
        assertThat(info.toString()).endsWith("\n- items: 1 row discarded by schema contract");

        run(pipeline, SchemaContract.EVOLVE, discarding.apply(items("{'id':2,'n':1}", "{'id':3}")));

        assertThat(count(pipeline, "items")).isEqualTo(4);
        assertThat(schema(pipeline).contractFor("items", Optional.empty()).isEvolve())
                .isTrue();
    }

    // K28, K29
    @Test
    void sourceKeepsNewTablesOutUnlessAResourceLetsThemIn() {
        Pipeline pipeline = pipeline();
        SchemaContract contract = COLUMNS_FROZEN.withTables(ContractMode.DISCARD_VALUE);

        LoadInfo info = pipeline.run(List.of(Source.of(
                        "shop",
                        items("{'id':1}", "{'id':2}"),
                        Resource.of("let_in", List.of(Map.of("id", 1))).schemaContract(TYPES_FROZEN))
                .schemaContract(contract)));

        DltSchema schema = (DltSchema) pipeline.schemas().get("shop");
        assertThat(schema.tables()).doesNotContainKey("items").containsKey("let_in");
        assertThat(info.discarded()).isEqualTo(Map.of("items", new Discarded(2, 0)));
        assertThat(count(pipeline, "let_in")).isEqualTo(1);
        assertThat(schema.contractFor("let_in", Optional.empty())).isEqualTo(TYPES_FROZEN);
        // K30, K31
        assertThat(schema.contractFor("unknown__nested", Optional.of("unknown")))
                .isEqualTo(contract);
        assertThat(schema.contractFor("_dlt_loads", Optional.empty()).isEvolve())
                .isTrue();
    }

    @Test
    void declaredSourceWithoutContractTakesItsContractBack() {
        Pipeline pipeline = pipeline();
        pipeline.run(List.of(Source.of("shop", items("{'id':1}")).schemaContract(COLUMNS_FROZEN)));

        pipeline.run(List.of(Source.of("shop", items("{'id':2,'new':1}"))));

        assertThat(count(pipeline, "items")).isEqualTo(2);
        assertThat(((DltSchema) pipeline.schemas().get("shop"))
                        .settings()
                        .contract()
                        .isEvolve())
                .isTrue();
    }

    @Test
    void secondSourceOfASchemaChangesTheContractOfTheFirst() {
        Pipeline pipeline = pipeline();
        pipeline.run(List.of(Source.of("shop", items("{'id':1}"))));

        pipeline.run(List.of(
                Source.of("shop", items("{'id':2,'new':1}")),
                Source.of("shop", Resource.of("more", List.of(Map.of("id", 1))))
                        .schemaContract(SchemaContract.EVOLVE.withColumns(ContractMode.DISCARD_ROW))));

        assertThat(count(pipeline, "items")).isEqualTo(1);
        assertThat(count(pipeline, "more")).isEqualTo(1);
    }

    // K32, K33
    @Test
    void frozenTypesRefuseOtherHintsInExtract() {
        Pipeline pipeline = pipeline();
        pipeline.run(items("{'id':1,'v':1}")
                .columns(ColumnSchema.of("id", DataType.BIGINT).toBuilder()
                        .property("precision", 32L)
                        .build()));
        List<UnaryOperator<Resource>> changes = List.of(
                items -> items.columns(
                        ColumnSchema.builder("id").property("precision", 64L).build()),
                items -> items.columns(ColumnSchema.builder("v").nullable(false).build()),
                items -> items.columns(
                        ColumnSchema.builder("v").dataType(DataType.TEXT).build()),
                items -> items.primaryKey("id"));

        for (UnaryOperator<Resource> change : changes) {
            DltException failure = failure(pipeline, TYPES_FROZEN, change.apply(items("{'id':2,'v':2}")));

            assertThat(failure.code()).isEqualTo(ExtractError.EXTRACT_CONTRACT_VIOLATED);
            assertThat(failure).hasMessageContaining("Existing column: {").hasMessageContaining("Incoming column: {");
            assertThat(pipeline.pendingPackages()).isEmpty();
        }
        assertThat(count(pipeline, "items")).isEqualTo(1);
    }

    // K34
    @Test
    void hintsChangeTypesUnlessAContractSaysOtherwise() {
        Pipeline pipeline = pipeline();
        pipeline.run(items("{'id':1,'v':1}"));

        pipeline.extract(items("{'id':2,'v':2}").columns(ColumnSchema.of("v", DataType.TEXT)));

        assertThat(schema(pipeline)
                        .table("items")
                        .orElseThrow()
                        .column("v")
                        .orElseThrow()
                        .dataType())
                .contains(DataType.TEXT);
    }

    @Test
    void hintsAreDiscardedLikeData() {
        Pipeline pipeline = pipeline();
        pipeline.run(items("{'id':1,'v':1}"));

        LoadInfo info = run(
                pipeline,
                SchemaContract.all(ContractMode.DISCARD_ROW),
                items("{'id':2,'v':2,'h':1}", "{'id':3,'v':4}")
                        .columns(ColumnSchema.of("h", DataType.TEXT), ColumnSchema.of("v", DataType.TEXT)));

        assertThat(count(pipeline, "items")).isEqualTo(2);
        assertThat(schema(pipeline).table("items").orElseThrow().columns()).doesNotContainKey("h");
        assertThat(info.discarded()).isEqualTo(Map.of("items", new Discarded(1, 0)));
    }

    /** As in the reference: the contract that a table has kept is about rows, or a key that is said later would be no key. */
    @ParameterizedTest
    @EnumSource(
            value = ContractMode.class,
            names = {"FREEZE", "DISCARD_ROW", "DISCARD_VALUE"})
    void hintsAreNotHeldAgainstTheContractOfAnEarlierRun(ContractMode mode) {
        Pipeline pipeline = pipeline();
        SchemaContract kept = SchemaContract.EVOLVE.withColumns(mode).withDataType(mode);
        pipeline.run(items("{'id':1,'v':1}").schemaContract(kept));

        pipeline.run(items("{'id':1,'v':2}", "{'id':3,'v':4}")
                .columns(ColumnSchema.of("h", DataType.TEXT))
                .primaryKey("id")
                .writeDisposition(WriteDisposition.MERGE));

        assertThat(count(pipeline, "items")).isEqualTo(2);
        TableSchema items = schema(pipeline).table("items").orElseThrow();
        assertThat(items.column("h").orElseThrow().dataType()).contains(DataType.TEXT);
        assertThat(items.column("id").orElseThrow().isSet("primary_key")).isTrue();
    }

    @Test
    void columnsOfAFileAreDataAndNoHints() throws IOException {
        Pipeline pipeline = pipeline();
        Path first = Files.writeString(home.resolve("first.csv"), "id,v\n1,1\n");
        Path second = Files.writeString(home.resolve("second.csv"), "id,v,h\n2,2,x\n");
        pipeline.run(Resource.ofFiles("items", first));

        LoadInfo info = run(
                pipeline,
                SchemaContract.EVOLVE.withColumns(ContractMode.DISCARD_VALUE),
                Resource.ofFiles("items", second));

        assertThat(schema(pipeline).table("items").orElseThrow().columns()).doesNotContainKey("h");
        assertThat(info.discarded()).isEqualTo(Map.of("items", new Discarded(0, 1)));
    }

    @Test
    void fileWithOtherTypesIsJudgedByItsValues() throws IOException {
        Pipeline pipeline = pipeline();
        Path first = Files.writeString(home.resolve("first.csv"), "id,v\n1,1\n");
        Path second = Files.writeString(home.resolve("second.csv"), "id,v\n2,two\n3,3\n");
        pipeline.run(Resource.ofFiles("items", first));

        LoadInfo info = run(
                pipeline,
                SchemaContract.EVOLVE.withDataType(ContractMode.DISCARD_VALUE),
                Resource.ofFiles("items", second));

        assertThat(count(pipeline, "items")).isEqualTo(3);
        assertThat(info.discarded()).isEqualTo(Map.of("items", new Discarded(0, 1)));
    }

    @Test
    void replacedTableStaysAsItIsIfAllRowsAreDiscarded() {
        Pipeline pipeline = pipeline();
        pipeline.run(items("{'id':1}"));

        run(
                pipeline,
                SchemaContract.EVOLVE.withColumns(ContractMode.DISCARD_ROW),
                items("{'id':2,'new':1}").writeDisposition(WriteDisposition.REPLACE));

        assertThat(count(pipeline, "items")).isEqualTo(1);
    }

    @Test
    void stagesTellWhatTheyDiscard() {
        Pipeline pipeline = pipeline();
        pipeline.run(items("{'id':1}"));
        SchemaContract contract =
                new SchemaContract(ContractMode.DISCARD_ROW, ContractMode.DISCARD_VALUE, ContractMode.EVOLVE);

        ExtractInfo extracted = pipeline.extract(
                List.of(Source.ofDefaultSchema(
                        List.of(items("{'id':2,'new':1}"), Resource.ofJson("others", "[{\"id\":1},{\"id\":2}]")))),
                RunOptions.builder().schemaContract(contract).build());
        NormalizeInfo normalized = pipeline.normalize();
        LoadInfo loaded = pipeline.load();

        assertThat(extracted.discarded()).isEqualTo(Map.of("others", new Discarded(2, 0)));
        assertThat(normalized.discarded()).isEqualTo(Map.of("items", new Discarded(0, 1)));
        assertThat(normalized.toString()).endsWith("\n- items: 1 value discarded by schema contract");
        assertThat(loaded.discarded()).isEqualTo(normalized.discarded());
    }

    private Pipeline pipeline() {
        return Pipeline.named("contracts")
                .destination("duckdb")
                .dataset("data")
                .projectDir(home)
                .environment(Map.of("DLT_DATA_DIR", home.resolve("data").toString()))
                .open();
    }

    /** Items of the resource {@code items}, as JSON with single quotes. */
    private static Resource items(String... items) {
        return Resource.ofJson("items", String.join("\n", items).replace('\'', '"'));
    }

    private static LoadInfo run(Pipeline pipeline, SchemaContract contract, Resource... resources) {
        return pipeline.run(
                List.of(Source.ofDefaultSchema(List.of(resources))),
                RunOptions.builder().schemaContract(contract).build());
    }

    private static DltException failure(Pipeline pipeline, SchemaContract contract, Resource... resources) {
        return catchThrowableOfType(DltException.class, () -> run(pipeline, contract, resources));
    }

    private static DltSchema schema(Pipeline pipeline) {
        return (DltSchema) pipeline.schemas().get("contracts");
    }

    private static long count(Pipeline pipeline, String table) {
        try (SqlClient sql = pipeline.sqlClient()) {
            return sql.query("SELECT count(*) AS n FROM " + sql.qualifiedName(table))
                    .first()
                    .flatMap(row -> row.value("n", Long.class))
                    .orElseThrow();
        }
    }

    private static void dropPending(Pipeline pipeline) throws IOException {
        try (Stream<Path> files = Files.walk(pipeline.workingDirectory().resolve("pending"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
