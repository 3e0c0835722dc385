package io.dlt4j.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/** Parsers of the text of parts. */
final class JsonTexts {

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(PartSource.MAX_ITEM_BYTES)
                    .maxNumberLength(1000)
                    .build())
            .build();

    private JsonTexts() {}

    /**
     * A parser of some text; reads no byte before those of the current token again.
     *
     * @param elements whether these are elements of an array: they get brackets, and offsets count the first one
     */
    static JsonParser parser(byte[] bytes, int offset, int length, boolean elements) throws IOException {
        if (!elements) {
            return JSON.createParser(bytes, offset, length);
        }
        List<InputStream> bracketed = List.of(
                new ByteArrayInputStream(new byte[] {'['}),
                new ByteArrayInputStream(bytes, offset, length),
                new ByteArrayInputStream(new byte[] {']'}));
        return JSON.createParser(new SequenceInputStream(Collections.enumeration(bracketed)));
    }
}
