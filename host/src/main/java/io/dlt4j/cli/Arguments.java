package io.dlt4j.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command line says, checked against the table of commands. Immutable.
 *
 * @param commands the one that was called; with {@code --help}, those that it asks about
 * @param operands what follows the command's words: for commands about a pipeline its name, then the rest
 * @param options the options given, with their values in order
 */
record Arguments(List<Command> commands, List<String> operands, Map<Option, List<String>> options) {

    Arguments {
        commands = List.copyOf(commands);
        operands = List.copyOf(operands);
        Map<Option, List<String>> copy = new EnumMap<>(Option.class);
        options.forEach((option, values) -> copy.put(option, List.copyOf(values)));
        options = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads a command line.
     *
     * @throws io.dlt4j.api.error.DltException with a code of {@link CliError} if it is not one
     */
    static Arguments parse(String... args) {
        return new ArgumentParser().parse(args);
    }

    /** Whether the command line, valid or not, asks for JSON. */
    static boolean wantJson(String... args) {
        for (String arg : args) {
            if (arg.equals("--")) {
                return false;
            }
            if (arg.equals(Option.JSON.text())) {
                return true;
            }
        }
        return false;
    }

    /** The command that was called. */
    Command command() {
        return commands.get(0);
    }

    boolean has(Option option) {
        return options.containsKey(option);
    }

    /** The value of an option, the last one if it was given several times. */
    Optional<String> find(Option option) {
        List<String> values = all(option);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** All values of an option. */
    List<String> all(Option option) {
        return options.getOrDefault(option, List.of());
    }

    /** The options that take a value, as {@code --name=value}; equal for equal meaning. */
    List<String> canonical() {
        List<String> texts = new ArrayList<>();
        options.forEach((option, values) -> {
            if (option.takesValue() && option != Option.PROGRESS) {
                texts.add(option.text() + "=" + (option.isRepeatable() ? values : values.get(values.size() - 1)));
            }
        });
        return texts;
    }
}
