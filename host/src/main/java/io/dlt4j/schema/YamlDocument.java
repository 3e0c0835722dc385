package io.dlt4j.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Documents as YAML, of the same trees as {@link CanonicalJson}: block style, keys in their order, and everything as the
 * reference's YAML library writes and reads it, so that a file that both of them keep does not change from one to the other.
 *
 * <p>Only those who write YAML load the YAML classes: nothing on the way to a schema's JSON may refer to this one.
 */
final class YamlDocument {

    /** Schemas are wide, not deep. */
    private static final int MAX_DEPTH = 100;

    /** How many values aliases may stand for; the reference writes aliases for lists that it shares. */
    private static final int MAX_ALIASED = 100_000;

    private YamlDocument() {}

    static String write(Map<String, @Nullable Object> tree) {
        StringWriter out = new StringWriter();
        try (YAMLGenerator generator = PythonYaml.FACTORY.createGenerator(out)) {
            writeValue(generator, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void writeValue(YAMLGenerator out, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<String, @Nullable Object> entry : Trees.map(map).entrySet()) {
                out.writeFieldName(entry.getKey());
                writeValue(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Collection<?> items) {
            out.writeStartArray();
            for (Object item : items) {
                writeValue(out, item);
            }
            out.writeEndArray();
        } else {
            writeScalar(out, value);
        }
    }

    private static void writeScalar(YAMLGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof BigInteger number) {
            out.writeNumber(number);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else {
            throw new IllegalArgumentException(
                    "a document cannot hold a " + value.getClass().getName());
        }
    }

    /**
     * Reads a document whose root is a mapping. The maps and lists returned may be changed by the caller.
     *
     * @throws DltException if the text is not YAML or its root is not a mapping
     */
    static Map<String, @Nullable Object> parse(String yaml) {
        try (YAMLParser parser = PythonYaml.FACTORY.createParser(yaml)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw invalid("the document is not a mapping of keys to values", null);
            }
            Map<String, @Nullable Object> tree = Trees.map((Map<?, ?>) new Reading(parser).container());
            if (parser.nextToken() != null) {
                throw invalid("a second document follows the first", null);
            }
            return tree;
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw invalid(firstLine(e.getOriginalMessage()) + place, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }

    private static DltException invalid(String problem, @Nullable Throwable cause) {
        return new DltException(
                SchemaError.SCHEMA_YAML_INVALID, "Cannot read YAML: " + problem + ".", "Correct the document.", cause);
    }

    /** One document being read, with the mappings and sequences that it has given names to. */
    private static final class Reading {

        private final YAMLParser parser;
        private final Map<String, Object> anchors = new HashMap<>();
        private int aliased;

        Reading(YAMLParser parser) {
            this.parser = parser;
        }

        /** The mapping or sequence that starts at the current token. */
        Object container() throws IOException {
            String anchor = parser.getObjectId();
            Object value = parser.currentToken() == JsonToken.START_OBJECT ? mapping() : sequence();
            if (anchor != null) {
                anchors.put(anchor, value);
            }
            return value;
        }

        private Map<String, @Nullable Object> mapping() throws IOException {
            Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                mapping.put(key, value());
            }
            return mapping;
        }

        private List<@Nullable Object> sequence() throws IOException {
            List<@Nullable Object> sequence = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                sequence.add(value());
            }
            return sequence;
        }

        private @Nullable Object value() throws IOException {
            if (parser.isCurrentAlias()) {
                return alias(parser.getText());
            }
            JsonToken token = parser.currentToken();
            return token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY ? container() : scalar(token);
        }

        private @Nullable Object scalar(JsonToken token) throws IOException {
            return switch (token) {
                case VALUE_STRING -> parser.getText();
                case VALUE_NUMBER_INT ->
                    parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? parser.getBigIntegerValue()
                            : (Object) parser.getLongValue();
                case VALUE_NUMBER_FLOAT ->
                    PythonYaml.isFloat(parser.getText()) ? (Object) parser.getDoubleValue() : parser.getText();
                case VALUE_TRUE -> Boolean.TRUE;
                case VALUE_FALSE -> Boolean.FALSE;
                case VALUE_NULL -> null;
                default -> throw invalid("unexpected " + token, null);
            };
        }

        private Object alias(String name) {
            Object value = anchors.get(name);
            if (value == null) {
                throw invalid("no mapping or sequence before the alias '*" + name + "' has its name", null);
            }
            return copy(value);
        }

        /** Each place gets a value of its own: the tree is changed in place later. */
        private Object copy(Object value) {
            if (++aliased > MAX_ALIASED) {
                throw invalid("its aliases stand for more than " + MAX_ALIASED + " values", null);
            }
            if (value instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                Trees.map(map).forEach((key, inner) -> copy.put(key, inner == null ? null : copy(inner)));
                return copy;
            }
            if (value instanceof List<?> list) {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(inner -> copy.add(inner == null ? null : copy(inner)));
                return copy;
            }
            return value;
        }
    }

    /** YAML as PyYAML has it, where Jackson has it otherwise. */
    private static final class PythonYaml extends YAMLFactory {

        private static final long serialVersionUID = 1L;

        static final PythonYaml FACTORY = new PythonYaml();

        /** Numbers with an exponent need a point, and a sign in the exponent; otherwise they are text. */
        static boolean isFloat(String text) {
            int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
            return text.indexOf('.') >= 0 && (exponent < 0 || "+-".indexOf(text.charAt(exponent + 1)) >= 0);
        }

        @Override
        protected YAMLParser _createParser(Reader in, IOContext context) {
            LoaderOptions options = new LoaderOptions();
            options.setNestingDepthLimit(MAX_DEPTH);
            return new Parser(context, _parserFeatures, _yamlParserFeatures, options, _objectCodec, in);
        }

        @Override
        protected YAMLGenerator _createGenerator(Writer out, IOContext context) throws IOException {
            int features =
                    YAMLGenerator.Feature.SPLIT_LINES.getMask() | YAMLGenerator.Feature.MINIMIZE_QUOTES.getMask();
            return new Generator(context, _generatorFeatures, features, out);
        }

        /** Knows the words of YAML 1.1 for true and false. */
        private static final class Parser extends YAMLParser {

            Parser(IOContext context, int features, int yaml, LoaderOptions options, ObjectCodec codec, Reader in) {
                super(context, features, yaml, options, codec, in);
            }

            @Override
            protected @Nullable Boolean _matchYAMLBoolean(String text, int length) {
                return switch (text) {
                    case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> true;
                    case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" -> false;
                    default -> null;
                };
            }
        }

        /** Quotes what would be read as something else, with single quotes, and nothing more. */
        private static final class Generator extends YAMLGenerator {

            private static final Resolver RESOLVER = new Resolver();

            Generator(IOContext context, int features, int yaml, Writer out) throws IOException {
                super(
                        context,
                        features,
                        yaml,
                        StringQuotingChecker.Default.instance(),
                        null,
                        out,
                        (DumperOptions.Version) null);
            }

            @Override
            protected void _writeScalar(String value, String type, ScalarStyle style) throws IOException {
                super._writeScalar(value, type, type.equals("string") ? style(value) : ScalarStyle.PLAIN);
            }

            private static ScalarStyle style(String text) {
                if (text.chars().anyMatch(Generator::isForeignLineBreak)) {
                    return ScalarStyle.DOUBLE_QUOTED;
                }
                return isText(text) && text.indexOf('\n') < 0 ? ScalarStyle.PLAIN : ScalarStyle.SINGLE_QUOTED;
            }

            /** Line breaks that YAML 1.1 folds in single quotes. */
            private static boolean isForeignLineBreak(int c) {
                return c == 0x85 || c == 0x2028 || c == 0x2029;
            }

            private static boolean isText(String value) {
                Tag tag = RESOLVER.resolve(NodeId.scalar, value, true);
                return tag == Tag.FLOAT ? !isFloat(value) : tag == Tag.STR && !value.equals("=");
            }
        }
    }
}
