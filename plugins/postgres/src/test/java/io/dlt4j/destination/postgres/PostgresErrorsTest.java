package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.load.JobOutcome;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresErrorsTest {

    private final PostgresErrors errors = new PostgresErrors();

    @ParameterizedTest
    @CsvSource({
        "08006, POSTGRES_UNREACHABLE, RetryLater",
        "57P01, POSTGRES_UNREACHABLE, RetryLater",
        "57P03, POSTGRES_UNREACHABLE, RetryLater",
        "57014, POSTGRES_FAILED, RetryLater",
        "25P03, POSTGRES_UNREACHABLE, RetryLater",
        "53300, POSTGRES_FULL, RetryLater",
        "53100, POSTGRES_FULL, RetryLater",
        "25006, POSTGRES_READ_ONLY, RetryLater",
        "40001, POSTGRES_CONFLICT, RetryLater",
        "40P01, POSTGRES_CONFLICT, RetryLater",
        "55P03, POSTGRES_CONFLICT, RetryLater",
        "XX000, POSTGRES_FAILED, RetryLater",
        "42P01, POSTGRES_TABLE_MISSING, Rejected",
        "42703, POSTGRES_TABLE_MISSING, Rejected",
        "3F000, POSTGRES_TABLE_MISSING, Rejected",
        "42501, POSTGRES_RIGHT_MISSING, Rejected",
        "22P02, POSTGRES_DATA_REJECTED, Rejected",
        "23502, POSTGRES_DATA_REJECTED, Rejected",
        "21000, POSTGRES_DATA_REJECTED, Rejected",
        "42804, POSTGRES_DATA_REJECTED, Rejected",
        "54000, POSTGRES_DATA_REJECTED, Rejected",
        "42601, POSTGRES_STATEMENT, Rejected",
        "0A000, POSTGRES_STATEMENT, Rejected",
        "28P01, POSTGRES_LOGIN_REFUSED, Rejected"
    })
    void eachStateHasACodeAndAnOutcome(String state, PostgresError code, String outcome) {
        SQLException failure = new SQLException("words", state);
        assertThat(errors.translate("Loading", failure).code()).isEqualTo(code);
        assertThat(errors.outcome("Loading", failure).getClass().getSimpleName())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "08006", "08P01", "57P01", "57P02", "58030", "XX000", "40003"})
    void aCommitMayHaveHadItsEffect(String state) {
        assertThat(errors.leavesCommitUnknown(new SQLException("words", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "40P01", "53100", "25P02", "22023"})
    void aCommitThatTheServerRefusesHasNone(String state) {
        assertThat(errors.leavesCommitUnknown(new SQLException("words", state))).isFalse();
    }

    @Test
    void anOptionThatTheDriverRefusesIsTheUsers() {
        SQLException refused = new SQLException("Invalid sslmode value: perhaps", "22023");
        assertThat(PostgresErrors.onConnect("postgresql://db:5432/crm", refused).code())
                .isEqualTo(PostgresError.POSTGRES_SETTING);
    }

    @Test
    void whatIsNotKnownIsTriedAgain() {
        assertThat(errors.outcome("Loading", new SQLException("words"))).isInstanceOf(JobOutcome.RetryLater.class);
    }
}
