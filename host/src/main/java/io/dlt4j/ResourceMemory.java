package io.dlt4j;

import io.dlt4j.extract.PartSource;
import io.dlt4j.extract.Selection;
import io.dlt4j.incremental.CursorRun;
import io.dlt4j.incremental.CursorState;
import io.dlt4j.pack.PipelineState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the pipeline state has of a resource: taken from it when an extract begins, and put back when it has ended. */
final class ResourceMemory {

    private static final String RESOURCES = "resources";
    private static final String INCREMENTAL = "incremental";

    private final List<String> path;
    private final Resource resource;
    private final Optional<CursorRun> cursor;
    private final ResourceState own;
    private final ResourceState shared;

    private ResourceMemory(PipelineState state, String source, Resource resource) {
        this.path = List.of(source, RESOURCES, resource.name());
        this.resource = resource;
        this.cursor = resource.incremental().map(incremental -> cursor(state, incremental));
        this.own = new ResourceState(state, path, INCREMENTAL);
        this.shared = new ResourceState(state, List.of(source), RESOURCES);
    }

    static ResourceMemory of(PipelineState state, String source, Resource resource) {
        return new ResourceMemory(state, source, resource);
    }

    private CursorRun cursor(PipelineState state, Incremental incremental) {
        Optional<CursorState> stored = state.sourceValue(
                        at(incremental.settings().path().text()))
                .filter(Map.class::isInstance)
                .map(tree -> CursorState.of((Map<?, ?>) tree));
        return CursorRun.begin(
                incremental.settings(), resource.name(), resource.hints().primaryKey(), stored);
    }

    private List<String> at(String cursorPath) {
        return List.of(path.get(0), path.get(1), path.get(2), INCREMENTAL, cursorPath);
    }

    /** Whether no further item can be new. */
    boolean isFinished() {
        return cursor.isPresent() && cursor.get().isFinished();
    }

    /** The parts of a source with those items only that are new. */
    PartSource selected(PartSource source) {
        return cursor.isPresent() ? source.admittedBy(cursor.get()) : source;
    }

    ResourceContext context() {
        return new ResourceContext(cursor, own, shared);
    }

    Selection selection() {
        return new Selection(cursor, resource.limit());
    }

    /** The state after the extract. */
    PipelineState saved(PipelineState state) {
        PipelineState saved = own.saved(shared.saved(state));
        Optional<CursorState> remembered = cursor.flatMap(CursorRun::state);
        return remembered.isEmpty()
                ? saved
                : saved.withSourceValue(
                        at(cursor.get().settings().path().text()),
                        remembered.get().tree());
    }
}
