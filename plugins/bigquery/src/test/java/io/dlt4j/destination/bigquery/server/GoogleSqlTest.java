package io.dlt4j.destination.bigquery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleSqlTest {

    private static String duckDb(String sql) {
        return new GoogleSql("p").statements(sql).get(0).sql().strip();
    }

    @Test
    void saysItInDuckDbsWords() {
        assertThat(duckDb("SELECT `a`, 'it\\'s\\n' FROM `p`.`d`.`t` AS s WHERE s.`x` = CAST(? AS INT64)"))
                .isEqualTo("SELECT \"a\" , 'it''s\n' FROM \"d\".\"t\" AS s WHERE s.\"x\" = CAST ( ? AS BIGINT )");
        assertThat(duckDb("TRUNCATE TABLE `p.d.t`")).isEqualTo("DELETE FROM \"d\".\"t\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT ALL ON x TO y",
                "DELETE FROM `p`.`d`.`t`",
                "UPDATE `p`.`d`.`t` SET a = 1",
                "SELECT a::INT FROM t",
                "INSERT INTO `p`.`d`.`t` VALUES (1) ON CONFLICT DO NOTHING",
                "SELECT read_csv('x')",
                "SELECT 'open",
                "SELECT $1",
                ""
            })
    void whatItDoesNotKnowIsNoStatement(String sql) {
        assertThatThrownBy(() -> new GoogleSql("p").statements(sql))
                .isInstanceOfSatisfying(
                        ApiError.class, error -> assertThat(error.reason()).isEqualTo("invalidQuery"));
    }

    @Test
    void anotherProjectIsNotOpen() {
        assertThatThrownBy(() -> duckDb("SELECT 1 FROM `other`.`d`.`t`"))
                .isInstanceOfSatisfying(
                        ApiError.class, error -> assertThat(error.reason()).isEqualTo("accessDenied"));
    }
}
