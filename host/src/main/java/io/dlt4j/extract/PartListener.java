package io.dlt4j.extract;

import io.dlt4j.pack.PartContent;

/** Is told of each part while it is still in memory. */
@FunctionalInterface
public interface PartListener {

    /**
     * Takes a part. It parses all of the part's JSON, so that nothing broken is published.
     *
     * @param part the part; its bytes stay as they are until {@code release} is called
     * @param release to be called once, on any thread, when the bytes are not needed any more
     */
    void accept(PartContent part, Runnable release);
}
