package io.dlt4j.pack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Throws all pending packages away, and takes back the state that they brought: whatever is killed when, both or neither.
 *
 * <p>The decision is one file, {@code dropping.json}. Who finds it finishes what it says.
 */
final class PackageDrop {

    private static final String RECORD = "dropping.json";
    private static final String KEEP_STATE = "keep_state";
    private static final String BATCHES = "batches";
    private static final String SEQUENCE = "sequence";
    private static final String NEWEST = "newest_load_id";

    private final WorkingDirectory work;
    private final Path record;

    PackageDrop(WorkingDirectory work) {
        this.work = work;
        this.record = work.root().resolve(RECORD);
    }

    /** Whether all that is pending says what was before it. */
    boolean canTakeStateBack() {
        return batches().stream().findFirst().flatMap(Snapshot::find).isPresent();
    }

    void run(boolean keepState) {
        long sequence = work.live().load().map(Live::sequence).orElse(0L) + 1;
        List<String> names =
                batches().stream().map(batch -> batch.getFileName().toString()).toList();
        Document.empty()
                .with(BATCHES, names)
                .with(KEEP_STATE, keepState)
                .with(SEQUENCE, sequence)
                .with(NEWEST, work.newestLoadId())
                .save(record);
        FailPoints.reach("drop.decided");
        finish();
    }

    /** Finishes a drop that was decided, if there is one. */
    void finish() {
        Optional<Document> decided = Document.find(record);
        if (decided.isEmpty()) {
            return;
        }
        List<Path> batches = new ArrayList<>();
        decided.get().texts(BATCHES).forEach(name -> batches.add(pending().resolve(name)));
        live(decided.get(), batches.get(0))
                .ifPresent(live -> work.live()
                        .save(live.atSequence(decided.get().integer(SEQUENCE))
                                .withState(LoadIds.remembered(
                                        live.state(), decided.get().text(NEWEST)))));
        FailPoints.reach("drop.state-saved");
        Collections.reverse(batches);
        for (Path batch : batches) {
            // the oldest batch goes last: it says what was before all of them
            work.discard(batch);
            FailPoints.reach("drop.batch-gone");
        }
        DurableFiles.delete(record);
        DurableFiles.syncDirectory(work.root());
    }

    /** What the caches are to hold; empty once the batch that says it is gone, since they hold it then. */
    private Optional<Live> live(Document decided, Path oldest) {
        return decided.isTrue(KEEP_STATE) ? work.live().load() : Snapshot.find(oldest);
    }

    private List<Path> batches() {
        return DurableFiles.list(pending());
    }

    private Path pending() {
        return work.root().resolve("pending");
    }
}
