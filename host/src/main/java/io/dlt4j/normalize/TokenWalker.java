package io.dlt4j.normalize;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.schema.DataType;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fast path of an item into rows: tokens go straight into typed columns.
 *
 * <p>It handles what the tables and columns at hand have a place for, and gives up at anything else, be it a new column, a key
 * that comes twice, or one of dlt's own columns: the caller then takes the rows back and gives the item to {@link
 * TreeWalker}. So there is one place where schemas change, and the common case costs no objects.
 */
final class TokenWalker {

    private static final int MAX_DEPTH = 1000;

    private final Shapes shapes;
    private final RowSystem system;
    private final RowIds ids;
    private final RootIds rootIds;
    private final boolean propagatesRootId;
    private final ColumnInference inference;
    private final ItemRows rows;
    private final int weiDigits;
    private final IsoParser iso = new IsoParser();

    /** The id columns and rows of the rows under construction, outermost first. */
    private @Nullable BytesVector[] parents = new BytesVector[16];

    private int[] parentRows = new int[16];

    TokenWalker(
            Shapes shapes,
            RowSystem system,
            RowIds ids,
            RootIds rootIds,
            ColumnInference inference,
            ItemRows rows,
            int weiDigits) {
        this.shapes = shapes;
        this.system = system;
        this.ids = ids;
        this.rootIds = rootIds;
        this.propagatesRootId = system.rootIdColumn != null;
        this.inference = inference;
        this.rows = rows;
        this.weiDigits = weiDigits;
    }

    /**
     * Adds the rows of the object that the parser is at, whose id {@link RootIds} has read. When it returns true the parser is at the object's end; when it returns
     * false the parser is somewhere inside and the item's rows have to be taken back.
     */
    boolean item(TableBuffer table, Shape shape, ByteJsonParser parser) throws IOException {
        SystemColumns columns = table.systemColumns(system);
        Column loadId = columns.loadId();
        Column id = columns.id();
        if (loadId == null || id == null || loadId.type != DataType.TEXT || id.type != DataType.TEXT) {
            return false;
        }
        rows.touch(table);
        int row = table.beginRow();
        id.vector.padTo(row);
        rootIds.append(id.bytes());
        parents[0] = id.bytes();
        parentRows[0] = row;
        if (!object(shape, row, table.rowNumber(), 0, parser)) {
            return false;
        }
        loadId.vector.padTo(row);
        loadId.bytes().append(system.loadIdBytes, 0, system.loadIdBytes.length);
        table.endRow();
        return true;
    }

    private boolean object(Shape shape, int row, long rowNumber, int depth, ByteJsonParser parser) throws IOException {
        shape.begin();
        Slot slot;
        while ((slot = nextSlot(shape, parser)) != null) {
            JsonToken token = parser.nextToken();
            boolean kept;
            switch (token) {
                case START_OBJECT -> {
                    Shape nested = slot.object(shapes);
                    kept = nested != null
                            && firstInRow(slot, rowNumber)
                            && depth < MAX_DEPTH
                            && object(nested, row, rowNumber, depth, parser);
                }
                case START_ARRAY -> {
                    ListShape list = slot.list(shapes);
                    kept = list != null && firstInRow(slot, rowNumber) && list(list, rowNumber, depth, parser);
                }
                default -> {
                    Column column = slot.column();
                    kept = !slot.special
                            && slot.structureRow != rowNumber
                            && (column == null
                                    ? hasNoPlace(slot, shape.table.guard, rowNumber, token)
                                    : scalar(column, shape.table, row, rowNumber, token, parser));
                }
            }
            if (!kept) {
                return false;
            }
        }
        return true;
    }

    /** Whether a scalar without a column is none, or one that the contract drops. */
    private boolean hasNoPlace(Slot slot, @Nullable ContractGuard guard, long rowNumber, JsonToken token) {
        if (guard == null || token == JsonToken.VALUE_NULL) {
            return token == JsonToken.VALUE_NULL && !slot.hasDropped(rowNumber);
        }
        if (slot.drops(rowNumber)) {
            rows.discard(guard, Discarded.VALUE);
            return true;
        }
        return false;
    }

    /** The slot of the next key; {@code null} at the end of the object. The expected key is compared as bytes. */
    static @Nullable Slot nextSlot(Shape shape, ByteJsonParser parser) throws IOException {
        Slot expected = shape.expected();
        if (expected != null) {
            if (parser.nextFieldName(expected.serialized)) {
                shape.advance();
                return expected;
            }
            return parser.currentToken() == JsonToken.FIELD_NAME ? shape.slot(parser.currentName()) : null;
        }
        String key = parser.nextFieldName();
        return key == null ? null : shape.slot(key);
    }

    /** Of a key that comes twice in an object only the last value counts, whatever the first was. */
    private static boolean firstInRow(Slot slot, long rowNumber) {
        Column scalars = slot.column();
        boolean first = slot.structureRow != rowNumber && (scalars == null || scalars.assignedRow != rowNumber);
        slot.structureRow = rowNumber;
        return first;
    }

    private boolean list(ListShape list, long ownerRow, int depth, ByteJsonParser parser) throws IOException {
        if (list.last.number == ownerRow) {
            return false;
        }
        list.last.number = ownerRow;
        int index = 0;
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            TableBuffer table = list.table(shapes);
            if (table == null || table.isOpen() || !element(list, table, index++, depth + 1, token, parser)) {
                return false;
            }
        }
        return true;
    }

    private boolean element(
            ListShape list, TableBuffer table, int index, int depth, JsonToken token, ByteJsonParser parser)
            throws IOException {
        SystemColumns columns = table.systemColumns(system);
        Column id = columns.id();
        Column parentId = columns.parentId();
        Column listIndex = columns.listIndex();
        if (id == null || parentId == null || listIndex == null) {
            return skipped(table.guard, parser);
        }
        rows.touch(table);
        int row = table.beginRow();
        BytesVector parents = parentsAt(depth - 1);
        int parent = parentRows[depth - 1];
        byte[] data = parents.data();
        int start = parents.startOf(parent);
        int length = parents.length(parent);
        parentId.vector.padTo(row);
        parentId.bytes().append(data, start, length);
        if (propagatesRootId && !rootId(columns, row)) {
            return false;
        }
        listIndex.vector.padTo(row);
        listIndex.longs().append(index);
        id.vector.padTo(row);
        ids.appendNested(id.bytes(), data, start, length, table.nameBytes, index);
        enter(depth, id.bytes(), row);
        if (!content(list, table, row, depth, token, parser)) {
            return false;
        }
        table.endRow();
        return true;
    }

    /** Leaves out an element whose table the contract does not let come into being. */
    private boolean skipped(@Nullable ContractGuard guard, ByteJsonParser parser) throws IOException {
        if (guard == null || !guard.refusesRows()) {
            return false;
        }
        parser.skipChildren();
        rows.discard(guard, Discarded.ROW);
        return true;
    }

    /** Writes the id of the root's row into a nested one; false if there is no column for it yet. */
    private boolean rootId(SystemColumns columns, int row) {
        Column rootId = columns.rootId();
        if (rootId == null || rootId.type != DataType.TEXT) {
            return false;
        }
        BytesVector roots = parentsAt(0);
        rootId.vector.padTo(row);
        rootId.bytes().append(roots.data(), roots.startOf(parentRows[0]), roots.length(parentRows[0]));
        return true;
    }

    private boolean content(
            ListShape list, TableBuffer table, int row, int depth, JsonToken token, ByteJsonParser parser)
            throws IOException {
        return switch (token) {
            case START_OBJECT -> object(list.elements(shapes, table), row, table.rowNumber(), depth, parser);
            case START_ARRAY ->
                list.takesListsApart(shapes, table)
                        && list(list.inner(shapes, table), table.rowNumber(), depth, parser);
            case VALUE_NULL -> true;
            default -> scalar(list.values(shapes, table), table, row, table.rowNumber(), token, parser);
        };
    }

    private boolean scalar(
            @Nullable Column column, TableBuffer table, int row, long rowNumber, JsonToken token, ByteJsonParser parser)
            throws IOException {
        if (column == null) {
            return token == JsonToken.VALUE_NULL;
        }
        if (column.assignedRow == rowNumber) {
            return false;
        }
        column.assignedRow = rowNumber;
        if (token == JsonToken.VALUE_NULL) {
            return column.nullable;
        }
        column.vector.padTo(row);
        return direct(column, token, parser) || coerced(column, table, row, rowNumber, token, parser);
    }

    /** Appends a value whose token is the natural one for the column; false if it is another. */
    private boolean direct(Column column, JsonToken token, ByteJsonParser parser) throws IOException {
        switch (column.type) {
            case TEXT:
                return token == JsonToken.VALUE_STRING && text(column, parser);
            case BIGINT:
                if (token == JsonToken.VALUE_NUMBER_INT
                        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                    column.longs().append(parser.getLongValue());
                    return true;
                }
                return false;
            case DOUBLE:
                if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
                    double value = parser.getDoubleValue();
                    if (!Double.isInfinite(value)) {
                        column.doubles().append(value);
                    }
                    return true;
                }
                return false;
            case BOOL:
                if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
                    column.longs().append(token == JsonToken.VALUE_TRUE ? 1 : 0);
                    return true;
                }
                return false;
            case TIMESTAMP:
                return token == JsonToken.VALUE_STRING && timestamp(column, parser);
            default:
                return false;
        }
    }

    private static boolean text(Column column, ByteJsonParser parser) throws IOException {
        if (parser.appendPlain(column.bytes())) {
            return true;
        }
        char[] buffer = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        int length = parser.getTextLength();
        if (length > 1 && TypedJson.isTagged(buffer[offset])) {
            return false;
        }
        column.bytes().append(buffer, offset, length);
        return true;
    }

    private boolean timestamp(Column column, ByteJsonParser parser) throws IOException {
        IsoParser.Kind kind = iso.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (kind != IsoParser.Kind.DATE_TIME && kind != IsoParser.Kind.DATE) {
            return false;
        }
        column.longs().append(iso.micros());
        return true;
    }

    private boolean coerced(
            Column column, TableBuffer table, int row, long rowNumber, JsonToken token, ByteJsonParser parser)
            throws IOException {
        Object value = Values.scalar(parser, token);
        if (value instanceof String text) {
            value = TypedJson.decode(text);
        }
        if (value == null) {
            return column.nullable;
        }
        value = Values.narrow(value, weiDigits);
        DataType own = ValueTypes.typeOf(value);
        Object fitting = inference.coerce(column.type, own, value, column.timezone);
        if (fitting == Coercion.NULL) {
            return column.nullable;
        }
        if (fitting != Coercion.FAILED) {
            column.set(row, fitting);
            return true;
        }
        Column variant = table.find(inference.variantName(column.name(), own));
        if (variant == null || variant.assignedRow == rowNumber) {
            return false;
        }
        Object inVariant = inference.coerce(variant.type, own, value, variant.timezone);
        if (inVariant == Coercion.FAILED || inVariant == Coercion.NULL) {
            return false;
        }
        variant.assignedRow = rowNumber;
        variant.set(row, inVariant);
        return true;
    }

    private BytesVector parentsAt(int depth) {
        return java.util.Objects.requireNonNull(parents[depth], "no row at this depth");
    }

    private void enter(int depth, BytesVector idsOfTable, int row) {
        if (depth >= parents.length) {
            parents = Arrays.copyOf(parents, depth * 2);
            parentRows = Arrays.copyOf(parentRows, depth * 2);
        }
        parents[depth] = idsOfTable;
        parentRows[depth] = row;
    }
}
