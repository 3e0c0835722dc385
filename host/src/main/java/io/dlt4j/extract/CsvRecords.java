package io.dlt4j.extract;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.dlt4j.api.error.DltException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads CSV line by line, where a line may span several lines of the file in quotes. Skips empty lines. */
final class CsvRecords implements Closeable {

    /** A field with more characters than this is most likely a quote that is never closed. */
    private static final int MAX_FIELD_CHARS = 32 << 20;

    /** Passes cells on as the parser finds them; the record itself is only a token. */
    private static final class Handler extends AbstractBaseCsvCallbackHandler<Boolean> {

        private CsvRow row = (column, chars, from, to, quoted) -> {};
        private int fields;
        private long begunLine = 1;

        @Override
        protected void handleBegin(long line) {
            fields = 0;
            begunLine = line;
        }

        @Override
        protected void handleField(int column, char[] chars, int offset, int length, boolean quoted) {
            fields++;
            row.cell(column, chars, offset, offset + length, quoted);
        }

        @Override
        protected Boolean buildRecord() {
            return true;
        }
    }

    private final Handler handler = new Handler();
    private final CsvReader<Boolean> reader;
    private final CloseableIterator<Boolean> records;
    private final String origin;

    CsvRecords(InputStream text, char separator, String origin) {
        this.origin = origin;
        Reader chars = new InputStreamReader(
                text,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        this.reader = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(MAX_FIELD_CHARS)
                .build(handler, chars);
        this.records = reader.iterator();
    }

    /** Passes the cells of the next line to {@code row}; false if there is none. */
    boolean next(CsvRow row) throws IOException {
        handler.row = row;
        try {
            return records.hasNext() && records.next();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw notUtf8();
            }
            throw e.getCause();
        } catch (CsvParseException e) {
            throw broken(e);
        }
    }

    /** How many fields the last line had. */
    int fields() {
        return handler.fields;
    }

    /** The line of the file at which the last line began, from 1. */
    long line() {
        return handler.begunLine;
    }

    private RuntimeException broken(CsvParseException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        if (e.getCause() instanceof RuntimeException unchecked) {
            return unchecked;
        }
        String problem = String.valueOf(e.getMessage());
        return problem.contains("buffer size")
                ? tooLarge("A field of the line", "Look for a quote that is never closed.")
                : CsvErrors.broken(origin, line(), "the quotes are wrong: " + problem);
    }

    /** The error for a line or a field that is larger than an item may be. */
    DltException tooLarge(String subject, String nextStep) {
        return new DltException(
                ExtractError.EXTRACT_ITEM_TOO_LARGE,
                origin + ", line " + line() + ": " + subject + " that begins here is too large; one line may have "
                        + (PartSource.MAX_ITEM_BYTES >> 20) + " MiB, one field " + (MAX_FIELD_CHARS >> 20)
                        + " million characters.",
                nextStep);
    }

    private DltException notUtf8() {
        return new DltException(
                ExtractError.EXTRACT_CSV_BROKEN,
                origin + ", at or after line " + line() + ": the text is not UTF-8.",
                "Convert it, for example with: iconv -f ISO-8859-1 -t UTF-8.");
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
