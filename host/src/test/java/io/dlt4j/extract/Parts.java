package io.dlt4j.extract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a source is cut into, copied, and parsed as the normalizer would: each part on its own. */
record Parts(List<Part> parts, Map<String, String> hints) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Parts of(SourceKind kind, String text) {
        return of(kind, text, PartSource.MIN_TARGET_BYTES);
    }

    static Parts of(SourceKind kind, String text, int targetBytes) {
        return of(kind, text.getBytes(StandardCharsets.UTF_8), targetBytes);
    }

    static Parts of(SourceKind kind, byte[] text, int targetBytes) {
        try {
            return drain(PartSource.of(new ByteArrayInputStream(text), kind, "file", targetBytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads to the end; recycles as it goes, so that a buffer that is used twice is noticed. */
    static Parts drain(PartSource source) throws IOException {
        List<Part> parts = new ArrayList<>();
        try (source) {
            for (var next = source.next(); next.isPresent(); next = source.next()) {
                Part part = next.get();
                byte[] copy = part.bytes().clone();
                parts.add(new Part(copy, part.length(), part.form(), part.origin(), part.firstLine(), part.items()));
                source.recycle(part);
            }
            return new Parts(parts, source.columnHints());
        }
    }

    List<JsonNode> items() {
        return parts.stream().flatMap(part -> items(part).stream()).toList();
    }

    List<String> texts() {
        return items().stream().map(JsonNode::toString).toList();
    }

    static String text(Part part) {
        return new String(part.bytes(), 0, part.length(), StandardCharsets.UTF_8);
    }

    static List<JsonNode> items(Part part) {
        try {
            List<JsonNode> items = new ArrayList<>();
            if (part.form() == PartForm.ELEMENTS) {
                JSON.readTree("[" + text(part) + "]").forEach(items::add);
                return items;
            }
            try (JsonParser parser = JSON.createParser(part.bytes(), 0, part.length())) {
                while (parser.nextToken() != null) {
                    items.add(JSON.readTree(parser));
                }
            }
            return items;
        } catch (IOException e) {
            throw new UncheckedIOException(text(part), e);
        }
    }

    static byte[] resource(String name) {
        try (InputStream in = Parts.class.getResourceAsStream("/extract/" + name)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            in.transferTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
