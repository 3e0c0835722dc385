package io.dlt4j;

import io.dlt4j.api.error.DltException;
import io.dlt4j.load.LoadError;
import io.dlt4j.pack.Document;
import io.dlt4j.pack.LoadPackage;

/** Whether a package was normalized under the rules of the destination it is loaded to. */
final class CapabilityCheck {

    private CapabilityCheck() {}

    static void check(Setup setup, LoadPackage load) {
        Document normalization = load.normalization();
        String sheet = normalization.findText("sheet_hash").orElse("");
        if (!sheet.equals(setup.sheetHash())
                && !normalization.text("destination_type").isEmpty()) {
            throw new DltException(
                    LoadError.LOAD_CAPABILITIES_DIFFER,
                    "Package " + load.loadId() + " was normalized for destination type '"
                            + normalization.text("destination_type")
                            + "', whose rules for names, nesting or ids differ from those of '"
                            + setup.requireDestination().type() + "'.",
                    "Run 'dlt4j normalize --destination "
                            + setup.requireDestination().type() + "' to normalize it again, then load.");
        }
    }
}
