package io.dlt4j;

import io.dlt4j.api.error.DltException;
import io.dlt4j.load.LoadSettings;
import io.dlt4j.load.PackageLoader;
import io.dlt4j.load.PackageUndo;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.LoadPackage.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops pending packages so that what they held can be extracted again: nothing of it is left anywhere. */
final class DropPending {

    private static final Logger LOG = LoggerFactory.getLogger(DropPending.class);

    private final Setup setup;

    DropPending(Setup setup) {
        this.setup = setup;
    }

    /**
     * Drops them, and has the destination undo what they did there.
     *
     * @throws DltException {@link io.dlt4j.load.LoadError#LOAD_UNDO_IMPOSSIBLE} if that cannot be done; nothing is dropped then
     */
    List<LoadPackage> takeBack(DestinationLink link) {
        finishComplete(link);
        List<LoadPackage> packages = setup.work().pending();
        if (packages.isEmpty()) {
            return packages;
        }
        requireUnfinished(packages);
        List<LoadPackage> begun =
                packages.stream().filter(load -> !load.places().isEmpty()).toList();
        requireOrder(packages.get(0));
        List<PackageUndo> undos = begun.stream()
                .map(load -> new PackageLoader(link.client(), settings(), setup.progress()).undo(load))
                .toList();
        undos.forEach(PackageUndo::require);
        List<PackageUndo> newestFirst = new ArrayList<>(undos);
        Collections.reverse(newestFirst);
        newestFirst.forEach(PackageUndo::run);
        // a state that came after the packages, from a sync, does not know of them
        setup.work().drop(setup.work().live().isNewerThanPending());
        return packages;
    }

    /** Drops them, and leaves what they did. The destination is told if it can be reached. */
    List<LoadPackage> keepState(DestinationLink link) {
        List<LoadPackage> packages = setup.work().pending();
        for (LoadPackage load : packages) {
            if (!load.places().isEmpty() && load.stage() != Stage.LOADED) {
                try {
                    new PackageLoader(link.client(), settings(), setup.progress())
                            .undo(load)
                            .forget();
                } catch (DltException e) {
                    LOG.warn(
                            "the destination cannot be told that load {} is given up, and may take its rows back: {}",
                            load.loadId(),
                            e.getMessage());
                }
            }
        }
        if (!packages.isEmpty()) {
            setup.work().drop(true);
        }
        return packages;
    }

    /** What the destination has, completely, is not dropped: only the local rename was left. */
    private void finishComplete(DestinationLink link) {
        for (LoadPackage load : setup.work().pending()) {
            if (load.stage() != Stage.LOADED
                    && !load.places().isEmpty()
                    && link.client().isLoaded(load.loadId(), load.schemaName())) {
                new PackageLoader(link.client(), settings(), setup.progress()).load(load);
            }
            setup.work().retire(load.batchId(), setup.options().keepCompletedJobs());
        }
    }

    private static void requireUnfinished(List<LoadPackage> packages) {
        for (LoadPackage load : packages) {
            if (load.stage() == Stage.LOADED) {
                throw PackageUndo.impossible(
                        load.loadId(), "it is loaded, completely, and what was extracted together with it is not");
            }
        }
    }

    private void requireOrder(LoadPackage oldest) {
        List<LoadPackage> loaded = setup.work().loaded();
        if (!loaded.isEmpty() && loaded.get(loaded.size() - 1).loadId().compareTo(oldest.loadId()) > 0) {
            throw PackageUndo.impossible(
                    oldest.loadId(),
                    "package " + loaded.get(loaded.size() - 1).loadId()
                            + ", which was extracted after it, is loaded, and its state goes on from this one's");
        }
        if (!setup.work().canTakeStateBack()) {
            throw PackageUndo.impossible(
                    oldest.loadId(), "an earlier version of dlt4j extracted it, which did not keep the state before");
        }
    }

    private LoadSettings settings() {
        return LoadStep.settings(setup);
    }
}
