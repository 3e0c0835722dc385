package io.dlt4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

final class ArgumentsTest {

    @Test
    void optionsMayStandAnywhereAndCarryTheirValueEitherWay() {
        Arguments arguments =
                Arguments.parse("--json", "run", "a.json", "--table=events", "b.json", "--pipeline", "web");

        assertThat(arguments.command()).isEqualTo(Command.RUN);
        assertThat(arguments.operands()).containsExactly("a.json", "b.json");
        assertThat(arguments.find(Option.TABLE)).contains("events");
        assertThat(arguments.find(Option.PIPELINE)).contains("web");
        assertThat(arguments.has(Option.JSON)).isTrue();
        assertThat(arguments.has(Option.DEBUG)).isFalse();
    }

    @Test
    void anAttachedValueMayHoldEqualsSignsAndDashes() {
        assertThat(Arguments.parse("run", "a", "--table=--x=1").find(Option.TABLE))
                .contains("--x=1");
    }

    @Test
    void twoDashesEndTheOptions() {
        assertThat(Arguments.parse("run", "--", "--json", "-").operands()).containsExactly("--json", "-");
        assertThat(Arguments.wantJson("run", "--", "--json")).isFalse();
    }

    @Test
    void oneDashIsTheStandardInput() {
        assertThat(Arguments.parse("run", "-").operands()).containsExactly("-");
    }

    @Test
    void theLastValueCountsUnlessAllDo() {
        Arguments arguments = Arguments.parse(
                "run", "a", "--dataset", "x", "--dataset", "y", "--plugins-dir", "p", "--plugins-dir=q");

        assertThat(arguments.find(Option.DATASET)).contains("y");
        assertThat(arguments.all(Option.PLUGINS_DIR)).containsExactly("p", "q");
    }

    @Test
    void thePipelinesNameComesBeforeTheOperation() {
        Arguments arguments = Arguments.parse("pipeline", "web", "show", "events", "--limit", "5");

        assertThat(arguments.command()).isEqualTo(Command.PIPELINE_SHOW);
        assertThat(arguments.operands()).containsExactly("web", "events");
    }

    @Test
    void withoutANamePipelinesAreListedAndWithoutAnOperationDescribed() {
        assertThat(Arguments.parse("pipeline").command()).isEqualTo(Command.PIPELINE_LIST);
        assertThat(Arguments.parse("pipeline", "list").command()).isEqualTo(Command.PIPELINE_LIST);
        assertThat(Arguments.parse("pipeline", "web").command()).isEqualTo(Command.PIPELINE_INFO);
        assertThat(Arguments.parse("pipeline", "web").operands()).containsExactly("web");
    }

    @Test
    void equalMeaningHasAnEqualCanonicalForm() {
        Arguments one = Arguments.parse("run", "a", "--dataset", "d", "--table", "t", "--progress", "none", "--json");
        Arguments other = Arguments.parse("--table=t", "run", "--dataset=c", "--dataset=d", "a");

        assertThat(one.canonical()).isEqualTo(other.canonical()).containsExactly("--dataset=d", "--table=t");
    }

    @Test
    void unknownWordsAreAnsweredWithTheNearestOne() {
        refuses("rum", "a").hasMessageContaining("no command 'rum'").hasNextStepLike("Did you mean 'run'?");
        refuses("pipeline", "web", "shwo", "t").hasNextStepLike("Did you mean 'show'?");
        refuses("run", "a", "--tabel", "t").hasNextStepLike("Did you mean '--table'?");
        refuses("run", "a", "--dest", "t").hasNextStepLike("Did you mean '--destination'?");
        refuses("frobnicate").hasNoNextStepLike("Did you mean");
    }

    @Test
    void anOptionOfAnotherCommandIsRefused() {
        refuses("load", "--table", "t").hasMessageContaining("'dlt4j load' takes no option --table");
    }

    @Test
    void valuesAreChecked() {
        refuses("run", "a", "--write-disposition", "truncate").hasNextStepLike("append, replace");
        refuses("run", "a", "--table").hasMessageContaining("has no value");
        refuses("run", "a", "--table", "--json").hasMessageContaining("'--json' follows it");
        refuses("run", "a", "--table", " ").hasMessageContaining("empty value");
        refuses("run", "a", "--json=yes").hasMessageContaining("takes no value");
        refuses("pipeline", "web", "show", "t", "--limit", "-1").hasMessageContaining("number of rows");
    }

    @Test
    void wordsAreCounted() {
        refuses("run").hasMessageContaining("missing after 'run'");
        refuses("load", "a").hasMessageContaining("'a' is one word too many");
        refuses("pipeline", "web", "show").hasNextStepLike("pipeline NAME show TABLE");
        refuses("--json").hasMessageContaining("No command");
    }

    private static Refusal refuses(String... args) {
        return new Refusal(assertThatThrownBy(() -> Arguments.parse(args)).isInstanceOf(DltException.class));
    }

    private record Refusal(AbstractThrowableAssert<?, ? extends Throwable> thrown) {

        Refusal hasMessageContaining(String text) {
            thrown.hasMessageContaining(text);
            return this;
        }

        void hasNextStepLike(String text) {
            thrown.extracting(error -> ((DltException) error).nextStep())
                    .asString()
                    .contains(text);
        }

        void hasNoNextStepLike(String text) {
            thrown.extracting(error -> ((DltException) error).nextStep())
                    .asString()
                    .doesNotContain(text);
        }
    }
}
