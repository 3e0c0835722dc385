package io.dlt4j.extract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;

/** Writes Jackson trees. A class of its own, so that Jackson's databind is linked only where a tree is met. */
final class JsonNodes {

    private JsonNodes() {}

    static void write(JsonGenerator json, JsonNode node) throws IOException {
        try (JsonParser tokens = node.traverse()) {
            JsonToken token;
            while ((token = tokens.nextToken()) != null) {
                if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
                    json.writeString('\uF02B' + Base64.getEncoder().encodeToString(tokens.getBinaryValue()));
                } else {
                    json.copyCurrentEvent(tokens);
                }
            }
        }
    }
}
