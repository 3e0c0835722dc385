package io.dlt4j;

import io.dlt4j.config.RunContext;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.PipelineState;
import io.dlt4j.pack.WorkingDirectory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The state of a pipeline as its set-up has it. */
final class NewState {

    private NewState() {}

    /** The state of a pipeline that never ran. */
    static PipelineState of(Setup setup) {
        return described(setup, PipelineState.create(setup.name())).bumped();
    }

    /** What is stored, with the destinations and the dataset of this set-up. */
    static Live describe(Setup setup, Live stored) {
        return stored.withState(described(setup, stored.state()));
    }

    /** The state and schemas of a pipeline that never ran. */
    static Live live(Setup setup) {
        return new Live(of(setup), Map.of(), 0);
    }

    /** The state that an earlier run left in a working directory; changes nothing. */
    static Optional<PipelineState> earlier(Path directory) {
        return WorkingDirectory.exists(directory)
                ? WorkingDirectory.open(directory, Product.VERSION)
                        .live()
                        .read()
                        .map(Live::state)
                : Optional.empty();
    }

    /** The folders as that state has them: relative paths go on from where the pipeline was created. */
    static RunContext context(RunContext now, Optional<PipelineState> state) {
        return state.flatMap(PipelineState::initialCwd)
                .map(directory -> now.withLocalDir(now.localDir().resolve(directory)))
                .orElse(now);
    }

    /** A state that knows where relative paths start; those of earlier versions do not. */
    static PipelineState placed(Setup setup, PipelineState state) {
        return state.initialCwd().isPresent()
                ? state
                : state.withInitialCwd(setup.context().localDir().toString());
    }

    private static PipelineState described(Setup setup, PipelineState state) {
        PipelineState described = placed(setup, state).withDatasetName(setup.dataset());
        if (setup.options().mode() == Setup.Mode.DEVELOPMENT) {
            described = described.withDevMode(true);
        }
        if (setup.destination().isPresent()) {
            Target destination = setup.destination().get();
            return staged(
                    setup,
                    described.withDestination(
                            destination.reference().canonicalType(),
                            destination.reference().explicitName()));
        }
        return described;
    }

    private static PipelineState staged(Setup setup, PipelineState state) {
        return setup.staging()
                .map(staging -> state.withStaging(
                        staging.reference().canonicalType(), staging.reference().explicitName()))
                .orElseGet(state::withoutStaging);
    }
}
