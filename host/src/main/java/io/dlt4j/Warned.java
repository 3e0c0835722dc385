package io.dlt4j;

import java.util.List;

/** What a step left, with what somebody should look at. */
interface Warned {

    /** One or two sentences each; none if all is well. */
    List<String> warnings();
}
