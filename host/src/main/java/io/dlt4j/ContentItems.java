package io.dlt4j;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.extract.Extractor;
import io.dlt4j.extract.Part;
import io.dlt4j.extract.PartForm;
import io.dlt4j.extract.PartSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The items of any content as Java values: pages as they come, or, after steps that look into them, single items. The iterator reads
 * on as it is read; closing ends the reading.
 */
final class ContentItems implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    private final Setup setup;
    private final String origin;
    private final ResourceContext context;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** @param origin names text that is in no file */
    ContentItems(Setup setup, String origin, ResourceContext context) {
        this.setup = setup;
        this.origin = origin;
        this.context = context;
    }

    /** The items of content, pages as they come. */
    Iterator<?> of(Content content) throws IOException {
        if (content instanceof Content.Items items) {
            Iterator<?> iterator = items.iterator().apply(context);
            if (iterator instanceof AutoCloseable closeable) {
                open.push(closeable);
            }
            return iterator;
        }
        if (content instanceof Content.Transformed transformed) {
            return transformed
                    .step()
                    .apply(singles(transformed.content()))
                    .filter(Objects::nonNull)
                    .iterator();
        }
        PartFeed feed = PartFeed.open(content, origin, setup);
        open.push(feed);
        return stream(new FeedIterator(feed, origin))
                .flatMap(Function.identity())
                .iterator();
    }

    /** The items of content, pages taken apart. */
    Stream<Object> singles(Content content) throws IOException {
        return ContentItems.<Object>stream(of(content)).flatMap(ContentItems::single);
    }

    private static <T> Stream<T> stream(Iterator<? extends T> items) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false);
    }

    private static Stream<Object> single(Object item) {
        return item instanceof Iterable<?> page && !(item instanceof com.fasterxml.jackson.databind.JsonNode)
                ? stream(page.iterator())
                : Stream.of(item);
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("closing " + origin + " failed: " + e.getMessage(), e);
            }
        }
    }

    /** One stream of items for each part. */
    private static final class FeedIterator implements Iterator<Stream<Object>> {

        private final PartFeed feed;
        private final String origin;
        private Optional<PartSource> source = Optional.empty();
        private Optional<Part> next = Optional.empty();

        FeedIterator(PartFeed feed, String origin) {
            this.feed = feed;
            this.origin = origin;
        }

        @Override
        public boolean hasNext() {
            try {
                while (next.isEmpty()) {
                    if (source.isEmpty()) {
                        source = feed.next();
                        if (source.isEmpty()) {
                            return false;
                        }
                    }
                    next = source.get().next();
                    if (next.isEmpty()) {
                        source = Optional.empty();
                    }
                }
                return true;
            } catch (IOException e) {
                throw Extractor.unreadable(origin, e);
            }
        }

        @Override
        public Stream<Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Part part = next.orElseThrow();
            next = Optional.empty();
            try {
                return items(part).stream();
            } catch (IOException e) {
                throw Extractor.unreadable(part.origin(), e);
            }
        }

        private static List<Object> items(Part part) throws IOException {
            String text = new String(part.bytes(), 0, part.length(), StandardCharsets.UTF_8);
            List<Object> items = new ArrayList<>();
            try (JsonParser parser = JSON.createParser(part.form() == PartForm.ELEMENTS ? "[" + text + "]" : text)) {
                JsonToken token;
                while ((token = parser.nextToken()) != null) {
                    if (token == JsonToken.END_ARRAY
                            || token == JsonToken.START_ARRAY
                                    && parser.getParsingContext().getParent().inRoot()) {
                        continue;
                    }
                    items.add(JSON.readValue(parser, Object.class));
                }
            }
            return items;
        }
    }
}
