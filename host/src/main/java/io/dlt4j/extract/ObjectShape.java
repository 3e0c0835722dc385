package io.dlt4j.extract;

import io.dlt4j.api.error.DltException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an object of some class becomes a JSON object: a record by its components, in order; a bean by its public getters, in the
 * order of names, since reflection keeps no other. Classes of the JDK have no shape.
 */
final class ObjectShape {

    private static final ClassValue<ObjectShape> SHAPES = new ClassValue<>() {
        @Override
        protected ObjectShape computeValue(Class<?> type) {
            return new ObjectShape(type.isRecord() ? components(type) : getters(type));
        }
    };

    private final List<Property> properties;

    private ObjectShape(List<Property> properties) {
        this.properties = List.copyOf(properties);
    }

    static ObjectShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    boolean isEmpty() {
        return properties.isEmpty();
    }

    List<Property> properties() {
        return properties;
    }

    private static List<Property> components(Class<?> type) {
        List<Property> found = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            found.add(property(component.getName(), component.getAccessor()));
        }
        return found;
    }

    private static List<Property> getters(Class<?> type) {
        if (type.getClassLoader() == null || type.getName().startsWith("java.")) {
            return List.of();
        }
        Map<String, Property> found = new TreeMap<>();
        for (Method method : type.getMethods()) {
            String name = propertyName(method);
            if (!name.isEmpty() && method.getDeclaringClass() != Object.class) {
                found.put(name, property(name, method));
            }
        }
        return List.copyOf(found.values());
    }

    private static Property property(String name, Method method) {
        method.trySetAccessible();
        return new Property(name, method);
    }

    private static String propertyName(Method method) {
        if (method.getParameterCount() > 0
                || Modifier.isStatic(method.getModifiers())
                || method.getReturnType() == void.class) {
            return "";
        }
        String name = method.getName();
        Class<?> type = method.getReturnType();
        int prefix = name.startsWith("get") ? 3 : name.startsWith("is") && type == boolean.class ? 2 : 0;
        if (prefix == 0 || name.length() == prefix || !Character.isUpperCase(name.charAt(prefix))) {
            return "";
        }
        return Character.toLowerCase(name.charAt(prefix)) + name.substring(prefix + 1);
    }

    /** A named value of an object. */
    record Property(String name, Method method) {

        @Nullable
        Object read(Object owner, String path) {
            try {
                return method.invoke(owner);
            } catch (InvocationTargetException e) {
                throw unreadable(path, e.getCause() == null ? e : e.getCause());
            } catch (IllegalAccessException e) {
                throw unreadable(path, e);
            }
        }

        private DltException unreadable(String path, Throwable cause) {
            return new DltException(
                    ExtractError.EXTRACT_VALUE_UNREADABLE,
                    "Reading " + path + "." + name + " through " + method + " failed: " + cause + ".",
                    "Make the class and its getter public, or convert the item with Resource.map.",
                    cause);
        }
    }
}
