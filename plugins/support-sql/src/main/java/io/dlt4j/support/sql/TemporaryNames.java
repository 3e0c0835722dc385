package io.dlt4j.support.sql;

import io.dlt4j.api.load.JobKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names of temporary tables that no other job has: the table's name, what it is for, and a hash of the job's key. */
final class TemporaryNames {

    private final SqlDialect dialect;
    private final String hash;

    private TemporaryNames(SqlDialect dialect, String hash) {
        this.dialect = dialect;
        this.hash = hash;
    }

    static TemporaryNames of(JobKey key, SqlDialect dialect) {
        byte[] identity =
                (key.pipelineName() + '\n' + key.loadId() + '\n' + key.jobId()).getBytes(StandardCharsets.UTF_8);
        String hash = UUID.nameUUIDFromBytes(identity).toString().replace("-", "");
        return new TemporaryNames(dialect, hash);
    }

    /** The quoted name; a table's name that is too long loses its end. */
    String name(String table, String purpose) {
        String end = "_" + purpose + "_" + hash;
        int room = dialect.maxIdentifierLength() - end.length();
        return dialect.identifier(cut(table, Math.max(room, 0)) + end);
    }

    /** Databases count characters or bytes: cut so that both hold. */
    private static String cut(String text, int limit) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        if (bytes.remaining() <= limit) {
            return text;
        }
        int end = 0;
        int length = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            length += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (length > limit) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }
}
