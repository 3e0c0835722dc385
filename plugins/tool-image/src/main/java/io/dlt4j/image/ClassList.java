package io.dlt4j.image;

import static java.util.stream.Collectors.toSet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes that several processes used, as the JVM lists them.
 *
 * <p>A class of a plugin's loader is listed with its superclass and interfaces, by the numbers that the process gave them: those
 * of each list are moved behind those of the lists before.
 */
final class ClassList {

    private static final Pattern NUMBERS = Pattern.compile("(?<= (?:id|super|interfaces):)((?: \\d+)+)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private static final Pattern PLATFORM = Pattern.compile("(?:java|javax|jdk|sun|com/sun)/.*");

    private final Set<String> common;
    private final Set<String> lines = new LinkedHashSet<>();
    private int first;

    /**
     * @param common what the shortest command used: of the platform's classes only these are kept. The others are a third of an archive,
     *     and 20 ms of a process that does without
     */
    ClassList(List<String> common) {
        this.common = common.stream().map(ClassList::name).collect(toSet());
        add(common);
    }

    /** Adds the list of a further process. */
    void add(List<String> list) {
        int next = first;
        for (String line : list) {
            if (line.startsWith("#") || isLeftOut(line)) {
                continue;
            }
            Matcher numbers = NUMBERS.matcher(line);
            StringBuilder moved = new StringBuilder();
            while (numbers.find()) {
                Matcher number = NUMBER.matcher(numbers.group());
                StringBuilder several = new StringBuilder();
                while (number.find()) {
                    int value = first + Integer.parseInt(number.group());
                    next = Math.max(next, value + 1);
                    number.appendReplacement(several, Integer.toString(value));
                }
                number.appendTail(several);
                numbers.appendReplacement(moved, several.toString());
            }
            numbers.appendTail(moved);
            lines.add(moved.toString());
        }
        first = next;
    }

    private boolean isLeftOut(String line) {
        return PLATFORM.matcher(line).matches() && !common.contains(name(line));
    }

    private static String name(String line) {
        int end = line.indexOf(' ');
        return end < 0 ? line : line.substring(0, end);
    }

    /** What to lay out. */
    List<String> lines() {
        return List.copyOf(lines);
    }
}
