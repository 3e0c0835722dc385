package io.dlt4j.api;

import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.TableFiles;
import java.util.List;
import org.apiguardian.api.API;

/** A {@link DestinationFactory} whose engine queries files in place. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SupportsFileViews {

    /**
     * Opens a client, which implements {@link io.dlt4j.api.load.SupportsSql}, whose dataset has a view for each table. Its
     * database is one that nobody else uses. A table whose files cannot be read has a view, too: who queries it is told why.
     *
     * @throws io.dlt4j.api.error.DltException if the client cannot be opened
     */
    DestinationClient openViews(DestinationContext context, List<TableFiles> tables);
}
