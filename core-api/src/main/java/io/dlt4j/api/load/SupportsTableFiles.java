package io.dlt4j.api.load;

import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/** A client whose tables are files, which an engine on this machine can query. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SupportsTableFiles {

    /**
     * Finds the files of tables. Those that are not on this machine are copied, as long as they are not too large together.
     *
     * @param schema of the tables
     * @param tables whose files are wanted
     * @param scratch an empty directory for copies, which the caller deletes
     * @return the tables with their files, or with what is wrong with these
     * @throws io.dlt4j.api.error.DltException if there is too much to copy
     */
    List<TableFiles> tableFiles(Schema schema, List<TableSchema> tables, Path scratch);
}
