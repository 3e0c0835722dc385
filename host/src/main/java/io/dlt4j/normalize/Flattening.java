package io.dlt4j.normalize;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One object of the data as a row: its columns by name and its lists by path, and which of them lost a value since several
 * keys share the name. Not thread-safe.
 *
 * <p>An object's scalars come first, then its nested objects, the last one first. Of values with one name the last one stays, at the
 * place of the first.
 */
final class Flattening {

    final TableBuffer table;
    final Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    final Map<List<String>, List<?>> lists = new LinkedHashMap<>();

    private final Shapes shapes;
    private final Map<?, ?> object;
    private final int level;
    /** Names of columns and paths of lists; mostly none. */
    private Set<Object> lost = Set.of();

    Flattening(Shapes shapes, TableBuffer table, Map<?, ?> object, int level) {
        this.shapes = shapes;
        this.table = table;
        this.object = object;
        this.level = level;
        walk(new Rows());
    }

    /** Column names and paths of lists under which a value was lost. */
    Set<Object> lost() {
        return lost;
    }

    /** The keys of the data behind some column names and paths of lists. Walks the object again. */
    Map<Object, Set<String>> keys(Set<?> names) {
        Keys keys = new Keys(names);
        walk(keys);
        return keys.found;
    }

    private record Frame(Map<?, ?> object, int level, List<String> path, List<String> keys) {}

    /** Takes the values of an object one by one. */
    private interface Sink {

        void column(Frame frame, String key, String name, @Nullable Object value);

        void list(Frame frame, String key, List<String> path, List<?> list);
    }

    private void walk(Sink sink) {
        Deque<Frame> stack = new ArrayDeque<>();
        stack.push(new Frame(object, level, List.of(), List.of()));
        while (!stack.isEmpty()) {
            Frame frame = stack.pop();
            frame.object().forEach((key, value) -> place(frame, (String) key, value, sink, stack));
        }
    }

    private void place(Frame frame, String key, @Nullable Object value, Sink sink, Deque<Frame> stack) {
        List<String> path = append(frame.path(), shapes.names.key(key));
        String column = shapes.names.join(path);
        boolean structure = value instanceof Map || value instanceof List;
        if (!structure || shapes.keepsJson(table, column, frame.level())) {
            sink.column(frame, key, column, value);
        } else if (value instanceof Map<?, ?> nested) {
            stack.push(new Frame(nested, frame.level() - 1, path, append(frame.keys(), key)));
        } else if (value instanceof List<?> list) {
            sink.list(frame, key, append(frame.path(), shapes.names.tableKey(key)), list);
        }
    }

    private static List<String> append(List<String> path, String fragment) {
        List<String> longer = new ArrayList<>(path.size() + 1);
        longer.addAll(path);
        longer.add(fragment);
        return longer;
    }

    private final class Rows implements Sink {

        @Override
        public void column(Frame frame, String key, String name, @Nullable Object value) {
            Object before = columns.put(name, value);
            if (before != null && !before.equals(value)) {
                lose(name);
            }
        }

        @Override
        public void list(Frame frame, String key, List<String> path, List<?> list) {
            List<?> before = lists.put(path, list);
            if (before != null && !before.isEmpty() && !before.equals(list)) {
                lose(path);
            }
        }

        private void lose(Object name) {
            if (lost.isEmpty()) {
                lost = new HashSet<>();
            }
            lost.add(name);
        }
    }

    private static final class Keys implements Sink {

        final Map<Object, Set<String>> found = new HashMap<>();

        Keys(Set<?> names) {
            names.forEach(name -> found.put(name, new TreeSet<>()));
        }

        @Override
        public void column(Frame frame, String key, String name, @Nullable Object value) {
            add(name, frame, key);
        }

        @Override
        public void list(Frame frame, String key, List<String> path, List<?> list) {
            add(path, frame, key);
        }

        private void add(Object name, Frame frame, String key) {
            Set<String> keys = found.get(name);
            if (keys != null) {
                keys.add(String.join(".", append(frame.keys(), key)));
            }
        }
    }
}
