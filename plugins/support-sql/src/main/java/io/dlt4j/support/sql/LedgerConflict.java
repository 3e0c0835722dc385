package io.dlt4j.support.sql;

import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;

/** Another transaction has committed a key of the ledger while this one ran. */
final class LedgerConflict extends SQLTransactionRollbackException {

    private static final long serialVersionUID = 1L;

    LedgerConflict(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
