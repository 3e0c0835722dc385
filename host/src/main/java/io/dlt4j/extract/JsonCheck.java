package io.dlt4j.extract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.dlt4j.pack.PartContent;
import java.io.IOException;

/** A listener that only reads each part through, for an extract without a normalizer beside it. */
public final class JsonCheck implements PartListener {

    @Override
    public void accept(PartContent part, Runnable release) {
        long itemLine = 1;
        try (JsonParser parser = JsonTexts.parser(part.bytes(), 0, part.length(), part.elements())) {
            while (parser.nextToken() != null) {
                if (parser.getParsingContext().inRoot()
                        || parser.getParsingContext().getParent().inRoot()) {
                    itemLine = parser.currentTokenLocation().getLineNr();
                }
            }
        } catch (JsonProcessingException e) {
            long line = part.elements() ? e.getLocation().getLineNr() : itemLine;
            throw JsonErrors.broken(part.origin(), part.firstLine() + line - 1, e);
        } catch (IOException e) {
            throw Extractor.unreadable(part.origin(), e);
        } finally {
            release.run();
        }
    }
}
