package io.dlt4j;

import io.dlt4j.api.error.DltException;
import io.dlt4j.load.LoadError;
import io.dlt4j.pack.Document;
import io.dlt4j.pack.LoadPackage;

/** Whether a package was normalized under the rules of the destination it is loaded to. */
final class CapabilityCheck {

    private CapabilityCheck() {}

    static void check(Setup setup, LoadPackage load) {
        if (differs(setup, load.normalization())) {
            throw new DltException(
                    LoadError.LOAD_CAPABILITIES_DIFFER,
                    normalizedFor(setup, load),
                    "Run 'dlt4j normalize --pipeline " + setup.name() + " --destination "
                            + setup.requireDestination().type() + "' to normalize it again, then load.");
        }
    }

    /** Has packages normalized again that were normalized under other rules, or in a format that is not wanted any more. */
    static void unpublishOutdated(Setup setup) {
        if (setup.destination().isEmpty()) {
            return;
        }
        for (LoadPackage load : setup.work().pending()) {
            if (load.stage() == LoadPackage.Stage.EXTRACTED || load.stage() == LoadPackage.Stage.LOADED) {
                continue;
            }
            boolean differs = differs(setup, load.normalization());
            if (load.places().isEmpty()) {
                if (differs || isOfOtherFormat(setup, load.normalization())) {
                    load.unpublishJobs();
                }
            } else if (differs) {
                throw new DltException(
                        LoadError.LOAD_BEGUN,
                        normalizedFor(setup, load) + " It cannot be normalized again, since its load has begun in "
                                + String.join(" and ", load.places()) + ".",
                        "Complete its load there, or drop it there with 'dlt4j pipeline " + setup.name()
                                + " drop-pending-packages'.");
            }
        }
    }

    private static String normalizedFor(Setup setup, LoadPackage load) {
        return "Package " + load.loadId() + " was normalized for destination type '"
                + load.normalization().text("destination_type")
                + "', whose rules for names, nesting or ids differ from those of '"
                + setup.requireDestination().type() + "'.";
    }

    private static boolean differs(Setup setup, Document normalization) {
        return !normalization.findText("sheet_hash").orElse("").equals(setup.sheetHash())
                && !normalization.text("destination_type").isEmpty();
    }

    private static boolean isOfOtherFormat(Setup setup, Document normalization) {
        return setup.options().fileFormat().isPresent()
                && !setup.options().fileFormat().equals(normalization.findText(NormalizeStep.FILE_FORMAT));
    }
}
