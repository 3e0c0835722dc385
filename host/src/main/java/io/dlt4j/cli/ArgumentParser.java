package io.dlt4j.cli;

import io.dlt4j.api.error.DltException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one command line: options may stand anywhere, as {@code --name value} or {@code --name=value}, and {@code --} ends
 * them; the other words name the command and its operands.
 */
final class ArgumentParser {

    private final List<String> words = new ArrayList<>();
    private final Map<Option, List<String>> options = new EnumMap<>(Option.class);

    Arguments parse(String... args) {
        Optional<DltException> unknown = scan(List.of(args).listIterator());
        if (options.containsKey(Option.VERSION)) {
            return new Arguments(List.of(), List.of(), options);
        }
        if (options.containsKey(Option.HELP)) {
            return new Arguments(topic(), List.of(), options);
        }
        if (words.isEmpty() && unknown.isPresent()) {
            throw unknown.get();
        }
        Command command = command();
        if (unknown.isPresent()) {
            throw unknown.get();
        }
        for (Option option : options.keySet()) {
            if (!command.options().contains(option)) {
                throw notTaken(command, option);
            }
        }
        return new Arguments(List.of(command), operands(command), options);
    }

    /** Sorts the arguments; what is no option is reported after the command is known to exist. */
    private Optional<DltException> scan(ListIterator<String> args) {
        Optional<DltException> unknown = Optional.empty();
        while (args.hasNext()) {
            String arg = args.next();
            if (arg.equals("--")) {
                args.forEachRemaining(words::add);
            } else if (arg.equals("-h")) {
                options.put(Option.HELP, List.of());
            } else if (arg.length() > 1 && arg.charAt(0) == '-') {
                Optional<Option> option = option(arg);
                if (option.isPresent()) {
                    add(option.get(), arg, args);
                } else if (unknown.isEmpty()) {
                    unknown = Optional.of(unknownOption(arg));
                }
            } else {
                words.add(arg);
            }
        }
        return unknown;
    }

    private static Optional<Option> option(String arg) {
        String name = name(arg);
        for (Option option : Option.values()) {
            if (option.text().equals(name)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    private static String name(String arg) {
        int equals = arg.indexOf('=');
        return equals < 0 ? arg : arg.substring(0, equals);
    }

    private void add(Option option, String arg, Iterator<String> rest) {
        boolean attached = arg.length() > option.text().length();
        if (!option.takesValue()) {
            if (attached) {
                throw invalid("Option " + option.text() + " takes no value, and was given as '" + arg + "'.", option);
            }
            options.put(option, List.of());
            return;
        }
        String value;
        if (attached) {
            value = arg.substring(option.text().length() + 1);
        } else if (rest.hasNext()) {
            value = rest.next();
            if (value.startsWith("--") && option(value).isPresent()) {
                throw invalid("Option " + option.text() + " has no value: '" + value + "' follows it.", option);
            }
        } else {
            throw invalid("Option " + option.text() + " has no value: nothing follows it.", option);
        }
        check(option, value);
        options.computeIfAbsent(option, key -> new ArrayList<>()).add(value);
    }

    private static void check(Option option, String value) {
        if (value.isBlank()) {
            throw invalid("Option " + option.text() + " has an empty value.", option);
        }
        if (!option.choices().isEmpty() && !option.choices().contains(value)) {
            throw invalid("Option " + option.text() + " cannot be '" + value + "'.", option);
        }
        if (option == Option.LIMIT && !isCount(value)) {
            throw invalid("Option " + option.text() + " cannot be '" + value + "': it is a number of rows.", option);
        }
        if (option == Option.MAX_TABLE_NESTING && !isCount(value)) {
            throw invalid("Option " + option.text() + " cannot be '" + value + "': it is a number from 0 on.", option);
        }
    }

    private static boolean isCount(String value) {
        return value.length() <= 9 && value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private Command command() {
        if (words.isEmpty()) {
            throw new DltException(CliError.CLI_USAGE, "No command was given.", "See dlt4j --help.");
        }
        if (words.get(0).equals(Command.PIPELINE_WORD)) {
            return pipelineCommand();
        }
        for (Command command : Command.values()) {
            List<String> path = List.of(command.path().split(" "));
            if (words.size() >= path.size() && words.subList(0, path.size()).equals(path)) {
                words.subList(0, path.size()).clear();
                return command;
            }
        }
        List<Command> group = group();
        if (!group.isEmpty()) {
            throw new DltException(
                    CliError.CLI_USAGE,
                    "'dlt4j " + String.join(" ", words) + "' is not all of a command.",
                    "Usage: dlt4j " + group.get(0).usage() + ". " + seeHelp(group.get(0)));
        }
        throw new DltException(
                CliError.CLI_COMMAND_UNKNOWN,
                "There is no command '" + words.get(0) + "'.",
                Nearest.suggestion(words.get(0), Command.firstWords()) + "See dlt4j --help.");
    }

    /** The commands of several words that begin with the first word. */
    private List<Command> group() {
        List<Command> group = new ArrayList<>(List.of(Command.values()));
        group.removeIf(command -> !command.path().startsWith(words.get(0) + " "));
        return group;
    }

    /** As in the reference, {@code list} is what is done without a name, {@code info} without an operation. */
    private Command pipelineCommand() {
        words.remove(0);
        if (words.isEmpty()) {
            return Command.PIPELINE_LIST;
        }
        if (words.get(0).equals("list")) {
            words.remove(0);
            return Command.PIPELINE_LIST;
        }
        if (words.size() == 1) {
            return Command.PIPELINE_INFO;
        }
        String operation = words.remove(1);
        for (Command command : Command.values()) {
            if (command.operation().equals(operation)) {
                return command;
            }
        }
        throw new DltException(
                CliError.CLI_COMMAND_UNKNOWN,
                "There is no operation '" + operation + "' on a pipeline.",
                Nearest.suggestion(operation, Command.operations())
                        + "The pipeline's name comes first, then one of: "
                        + String.join(", ", Command.operations()) + ".");
    }

    private List<String> operands(Command command) {
        int names = command.operation().isEmpty() ? 0 : 1;
        int count = words.size() - names;
        if (count < command.words().fewest() || count > command.words().most()) {
            String problem = count < command.words().fewest()
                    ? "Something is missing after '" + command.path() + "'."
                    : "'" + words.get(words.size() - 1) + "' is one word too many for '" + command.path() + "'.";
            throw new DltException(
                    CliError.CLI_USAGE, problem, "Usage: dlt4j " + command.usage() + ". " + seeHelp(command));
        }
        return words;
    }

    /** The commands that {@code --help} asks about: one, those about pipelines, or none for all. */
    private List<Command> topic() {
        if (words.isEmpty()) {
            return List.of();
        }
        if (words.get(0).equals(Command.PIPELINE_WORD) && words.size() < 3 && !words.contains("list")) {
            List<Command> commands = new ArrayList<>(List.of(Command.values()));
            commands.removeIf(command -> !command.path().startsWith(Command.PIPELINE_WORD));
            return commands;
        }
        List<Command> group = words.size() == 1 ? group() : List.of();
        return group.isEmpty() ? List.of(command()) : group;
    }

    private DltException unknownOption(String arg) {
        String name = name(arg);
        List<String> known = new ArrayList<>();
        for (Option option : Option.values()) {
            known.add(option.text());
        }
        return new DltException(
                CliError.CLI_OPTION_UNKNOWN,
                "There is no option '" + name + "'.",
                Nearest.suggestion(name, known)
                        + "See dlt4j --help; after -- everything is taken as it is, not as an option.");
    }

    private static DltException notTaken(Command command, Option option) {
        List<String> taken = new ArrayList<>();
        command.options().forEach(other -> taken.add(other.text()));
        return new DltException(
                CliError.CLI_OPTION_UNKNOWN,
                "'dlt4j " + command.path() + "' takes no option " + option.text() + ".",
                Nearest.suggestion(option.text(), taken) + seeHelp(command));
    }

    private static String seeHelp(Command command) {
        return "See dlt4j " + command.path() + " --help.";
    }

    private static DltException invalid(String problem, Option option) {
        String values = option.choices().isEmpty()
                ? "Write " + option.usage()
                : "It is one of " + String.join(", ", option.choices());
        return new DltException(CliError.CLI_OPTION_INVALID, problem, values + ": " + option.help() + ".");
    }
}
