package io.dlt4j.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns CSV with a header line into parts of JSON lines. The type of a column is the one that all of its cells have in
 * the first lines ({@link CsvSample}), else text. Later cells that do not fit are written as text.
 *
 * <p>An empty cell is a missing value, an empty cell in quotes is an empty text, unless every cell is in quotes: then
 * it is an empty text in columns of texts only.
 */
final class CsvCutter implements PartSource {

    private final CsvRecords records;
    private final PartBuffers buffers;
    private final String origin;
    private final int targetBytes;

    private boolean started;
    private boolean done;
    private List<String> names = List.of();
    private Map<String, String> hints = Map.of();
    private CsvSample sample = new CsvSample(0);
    private int replayed;
    private CsvEncoder encoder = new CsvEncoder(List.of(), List.of(), true);

    CsvCutter(InputStream text, char separator, String origin, int targetBytes) {
        this.buffers = new PartBuffers(targetBytes);
        this.records = new CsvRecords(text, separator, origin);
        this.origin = origin;
        this.targetBytes = targetBytes;
    }

    @Override
    public Optional<Part> next() throws IOException {
        if (!started) {
            started = true;
            readHeader();
            readSample();
        }
        if (done && sample.rows() == 0) {
            return Optional.empty();
        }
        encoder.start(buffers.take(0));
        long firstLine = 0;
        int rows = 0;
        while (rows == 0 || encoder.size() + encoder.longestRow() <= targetBytes) {
            long line = encodeRow();
            if (line < 0) {
                break;
            }
            firstLine = rows == 0 ? line : firstLine;
            rows++;
        }
        return rows == 0
                ? Optional.empty()
                : Optional.of(new Part(encoder.buffer(), encoder.size(), PartForm.VALUES, origin, firstLine, rows));
    }

    /** Types of all columns that have values or may still get some. */
    @Override
    public Map<String, String> columnHints() {
        return hints;
    }

    private void readHeader() throws IOException {
        List<String> header = new ArrayList<>();
        done = !records.next((column, chars, from, to, quoted) -> header.add(new String(chars, from, to - from)));
        CsvErrors.checkHeader(origin, records.line(), header);
        names = List.copyOf(header);
    }

    private void readSample() throws IOException {
        sample = new CsvSample(names.size());
        while (!done && !sample.isFull()) {
            done = !records.next(sample);
            if (!done) {
                CsvErrors.checkFields(origin, records.line(), records.fields(), names.size());
                sample.endRow(records.line());
            }
        }
        List<CsvType> types = new ArrayList<>(names.size());
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            Optional<CsvType> type = sample.type(i);
            types.add(type.orElse(CsvType.TEXT));
            if (type.isPresent() || !done) {
                found.put(names.get(i), types.get(i).dataType().text());
            }
        }
        hints = Collections.unmodifiableMap(found);
        encoder = new CsvEncoder(names, types, sample.quotesMatter());
    }

    /** Writes one row; returns the line at which it begins, or -1 if there are no more rows. */
    private long encodeRow() throws IOException {
        encoder.startRow();
        long line;
        if (replayed < sample.rows()) {
            line = sample.line(replayed);
            sample.replay(replayed++, encoder);
            if (replayed == sample.rows()) {
                sample = new CsvSample(0);
                replayed = 0;
            }
        } else {
            done = done || !records.next(encoder);
            if (done) {
                encoder.dropRow();
                return -1;
            }
            CsvErrors.checkFields(origin, records.line(), records.fields(), names.size());
            line = records.line();
        }
        encoder.endRow();
        if (encoder.isRowTooLarge()) {
            throw records.tooLarge("The line", "Leave out what is not needed, or load it as a file of its own.");
        }
        return line;
    }

    @Override
    public void recycle(Part part) {
        buffers.recycle(part);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
