package io.dlt4j.normalize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.IOContext;

/** Makes {@link ByteJsonParser}s over byte arrays of UTF-8. */
final class ByteJsonFactory extends JsonFactory {

    private static final long serialVersionUID = 1L;

    /** One table of the names of keys for all that is normalized. */
    static final ByteJsonFactory SHARED = new ByteJsonFactory();

    private static final int MAX_ITEM = 64 << 20;
    private static final int MAX_DEPTH = 1000;
    private static final int MAX_DIGITS = 1000;

    ByteJsonFactory() {
        super(new JsonFactoryBuilder()
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(MAX_ITEM)
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_DIGITS)
                        .build()));
    }

    /** A parser of {@code length} bytes of UTF-8. */
    ByteJsonParser parser(byte[] bytes, int offset, int length) {
        IOContext context = _createContext(_createContentReference(bytes, offset, length), true);
        return new ByteJsonParser(
                context,
                _parserFeatures,
                _byteSymbolCanonicalizer.makeChild(_factoryFeatures),
                bytes,
                offset,
                offset + length);
    }

    @Override
    protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context) {
        return parser(data, offset, length);
    }
}
