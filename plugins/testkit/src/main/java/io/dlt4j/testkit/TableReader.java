package io.dlt4j.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads back what a destination without SQL holds, by other means than the plugin. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface TableReader {

    /**
     * All rows of a table; none if there is no such table.
     *
     * @param scratch the directory of the contract that is running, where settings may point to
     * @param dataset the dataset as the destination has it
     * @param table the table as the destination has it; also {@code _dlt_loads}
     * @return the rows in any order, values by column. Numbers as {@link Number} or text, times as {@code java.time} values or ISO
     *     text, bytes as {@code byte[]} or Base64, documents as text or trees
     */
    List<Map<String, @Nullable Object>> rows(Path scratch, String dataset, String table) throws IOException;
}
