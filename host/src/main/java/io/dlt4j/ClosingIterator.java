package io.dlt4j;

import java.util.Iterator;
import java.util.stream.Stream;

/** Iterates over a stream, and closes it at its end if nobody did before. */
final class ClosingIterator implements Iterator<Object>, AutoCloseable {

    private final Stream<?> stream;
    private final Iterator<?> elements;

    ClosingIterator(Stream<?> stream) {
        this.stream = stream;
        this.elements = stream.iterator();
    }

    @Override
    public boolean hasNext() {
        boolean more = elements.hasNext();
        if (!more) {
            stream.close();
        }
        return more;
    }

    @Override
    public Object next() {
        return elements.next();
    }

    @Override
    public void close() {
        stream.close();
    }
}
