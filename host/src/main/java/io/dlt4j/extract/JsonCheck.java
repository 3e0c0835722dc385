package io.dlt4j.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.dlt4j.api.error.DltException;
import io.dlt4j.pack.PartContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/** A listener that only reads each part through, for an extract without a normalizer beside it. */
public final class JsonCheck implements PartListener {

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(PartSource.MAX_ITEM_BYTES)
                    .maxNumberLength(1000)
                    .build())
            .build();

    @Override
    public void accept(PartContent part, Runnable release) {
        long itemLine = 1;
        try (JsonParser parser = open(part)) {
            while (parser.nextToken() != null) {
                if (parser.getParsingContext().inRoot()
                        || parser.getParsingContext().getParent().inRoot()) {
                    itemLine = parser.currentTokenLocation().getLineNr();
                }
            }
        } catch (JsonProcessingException e) {
            long line = part.elements() ? e.getLocation().getLineNr() : itemLine;
            throw new DltException(
                    ExtractError.EXTRACT_JSON_BROKEN,
                    "The JSON in " + part.origin() + ", line " + (part.firstLine() + line - 1) + ", is broken: "
                            + e.getOriginalMessage() + ".",
                    "Correct or remove that line, then run the same command again; nothing of it was loaded.",
                    e);
        } catch (IOException e) {
            throw Extractor.unreadable(part.origin(), e);
        } finally {
            release.run();
        }
    }

    private static JsonParser open(PartContent part) throws IOException {
        if (!part.elements()) {
            return JSON.createParser(part.bytes(), 0, part.length());
        }
        List<InputStream> bracketed = List.of(
                new ByteArrayInputStream(new byte[] {'['}),
                new ByteArrayInputStream(part.bytes(), 0, part.length()),
                new ByteArrayInputStream(new byte[] {']'}));
        return JSON.createParser(new SequenceInputStream(Collections.enumeration(bracketed)));
    }
}
