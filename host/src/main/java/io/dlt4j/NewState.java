package io.dlt4j;

import io.dlt4j.pack.Live;
import io.dlt4j.pack.PipelineState;
import java.util.Map;

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

    private static PipelineState described(Setup setup, PipelineState state) {
        PipelineState described = state.withDatasetName(setup.dataset());
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
