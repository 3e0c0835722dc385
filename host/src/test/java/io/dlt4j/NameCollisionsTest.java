package io.dlt4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dlt4j.pack.NameCollision;
import io.dlt4j.pack.NameCollision.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that the naming convention makes one name lose data, as they do in the reference; here somebody says so. */
class NameCollisionsTest {

    private static final String PLAIN = "{'id':1,'a':1,'t':[1],'o':{'x':1}}\n";

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // item | kind | table | name | keys
                "{'fooBar':1,'foo_bar':2}         | VALUE_LOST    | t | foo_bar     | fooBar,foo_bar",
                "{'id':1,'ID':2,'Id':3}           | VALUE_LOST    | t | id          | ID,Id,id",
                "{'a':{'b':1},'a__b':2}           | VALUE_LOST    | t | a__b        | a.b,a__b",
                "{'A':{'b':1},'a':{'b':2}}        | VALUE_LOST    | t | a__b        | A.b,a.b",
                "{'a':1,'A':null}                 | VALUE_LOST    | t | a           | A,a",
                "{'l':[{'c':1,'C':2}]}            | VALUE_LOST    | t__l | c        | C,c",
                "{'tags':[1],'Tags':[2]}          | LIST_LOST     | t | t__tags     | Tags,tags",
                "{'A':{'l':[1]},'a':{'l':[2]}}    | LIST_LOST     | t | t__a__l     | A.l,a.l",
                "{'a':{'b':[1]},'a__b':[2,3]}     | LISTS_MIXED   | t | t__a__b     | a.b,a__b",
                "{'a':[[1]],'b':2,'a__list':[2]}  | PARENTS_MIXED | t__a | t__a__list | list"
            })
    void areReportedWithTheKeysAndTheNumberOfRows(String item, Kind kind, String table, String name, String keys) {
        String other = "{'other':1,'l':[{'c':1}],'tags':[1],'foo_bar':1,'a__b':5}\n";

        NormalizeInfo info = normalized(other.repeat(5) + (item + "\n").repeat(3) + other + item + "\n" + other);

        if (kind == Kind.PARENTS_MIXED) {
            assertThat(info.collisions()).extracting(NameCollision::kind).containsExactly(kind);
            assertThat(info.collisions().get(0).rows()).isEqualTo(4);
        } else {
            assertThat(info.collisions())
                    .extracting(
                            NameCollision::kind,
                            NameCollision::table,
                            NameCollision::name,
                            collision -> String.join(",", collision.keys()),
                            NameCollision::rows)
                    .containsExactly(tuple(kind, table, name, keys, 4L));
        }
        assertThat(info.warnings()).contains(info.collisions().get(0).sentence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'fooBar':1}                | {'foo_bar':2}",
                "{'fooBar':1,'foo_bar':1}    | {'foo_bar':2}",
                "{'fooBar':null,'foo_bar':1} | {'foo_bar':2,'fooBar':2}",
                "{'a':{'b':[1]}}             | {'a__b':[1]}",
                "{'tags':[],'Tags':[1]}      | {'tags':[1],'Tags':[1]}",
                "{'a':1,'A':[1]}             | {'a':{'b':1},'A':[1]}"
            })
    void areNotReportedWhereNothingIsLost(String first, String second) {
        assertThat(normalized((first + "\n" + second + "\n").repeat(4)).collisions())
                .isEmpty();
    }

    @Test
    void ofAVariantAndAKeyAreReported() {
        NormalizeInfo info = normalized("{'x':1}\n{'x':'text','x__v_text':'other'}\n");

        assertThat(info.collisions())
                .containsExactly(new NameCollision(Kind.VALUE_LOST, "t", "x__v_text", List.of("x", "x__v_text"), 1));
    }

    @Test
    void areCountedOnceForItemsThatAreNormalizedTwice() {
        // the second part took for a number what the first one says is text, and is normalized again
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            items.append(i < 200 ? "{'v':'text','a':1,'A':2}\n" : "{'v':" + i + ",'a':1,'A':2}\n");
        }

        NormalizeInfo info = normalized(items.toString());

        assertThat(info.collisions())
                .containsExactly(new NameCollision(Kind.VALUE_LOST, "t", "a", List.of("A", "a"), 400));
    }

    @Test
    void ofParentsDoNotDependOnThePartsAndTheirOrder() {
        String items = "{'a':{'list':[1]},'text':'" + "x".repeat(50) + "'}\n{'a':[[1],[2,3]]}\n";

        NormalizeInfo info = normalized(items.repeat(200));

        assertThat(info.collisions())
                .containsExactly(new NameCollision(Kind.PARENTS_MIXED, "t__a", "t__a__list", List.of("list"), 400));
    }

    @Test
    void areCountedOnceInLargeItems() {
        String element = "{'n':1,'N':2,'text':'" + "x".repeat(10_000) + "'},";
        String item = "{'l':[" + element.repeat(120) + "{}]}\n";

        NormalizeInfo info = normalized(item);

        assertThat(info.collisions())
                .containsExactly(new NameCollision(Kind.VALUE_LOST, "t__l", "n", List.of("N", "n"), 120));
    }

    @Test
    void areInTheTrace() {
        Pipeline pipeline = pipeline();
        pipeline.extract(Resource.ofJson("t", json(PLAIN + "{'a':1,'A':2}\n")));
        pipeline.normalize();

        assertThat(TraceRecorder.last(pipeline.setup()))
                .get()
                .extracting(trace -> trace.documents("steps").get(0).texts("warnings"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("Keys 'A', 'a' of table t are one column, a: in 1 row only the last value was kept.");
    }

    private NormalizeInfo normalized(String items) {
        Pipeline pipeline = pipeline();
        pipeline.extract(Resource.ofJson("t", json(items)));
        return pipeline.normalize();
    }

    private Pipeline pipeline() {
        return Pipeline.named("p")
                .projectDir(home)
                .pipelinesDir(home.resolve("pipelines"))
                .environment(Map.of("EXTRACT__PART_BYTES", "1024", "NORMALIZE__WORKERS", "2"))
                .open();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
