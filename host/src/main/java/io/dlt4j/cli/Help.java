package io.dlt4j.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The texts of {@code --help}, made from the table of commands. */
final class Help {

    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    private Help() {}

    /** About one command, about several, or about all if none is named. */
    static String of(List<Command> commands) {
        Help help = new Help();
        if (commands.isEmpty()) {
            help.all();
        } else if (commands.size() == 1) {
            help.one(commands.get(0));
        } else {
            help.group(commands);
        }
        return help.text.toString();
    }

    private void all() {
        line(
                "dlt4j loads data into databases, lakes and files: it infers the schema, un-nests lists into child tables,");
        line("and goes on where it stopped if it was killed.");
        line("");
        line("Usage: dlt4j COMMAND [OPTION...]");
        section("Commands");
        commands(List.of(Command.values()));
        section("Sources");
        line("  a file, a pattern, a folder, or - for the standard input;");
        line("  .jsonl .ndjson .json .csv .tsv, plain or with .gz or .zst");
        section("Examples");
        line("  dlt4j run events.jsonl");
        line("  dlt4j pipeline events show events");
        section("Exit codes");
        line("  0 done, 1 the run failed, 2 wrong usage or configuration, 130 and 143 stopped by a signal");
        line("");
        line("'dlt4j COMMAND --help' shows a command's options and examples, 'dlt4j --version' the version.");
    }

    private void group(List<Command> commands) {
        line("Usage: dlt4j " + words(commands) + " [OPTION...]");
        section("Operations");
        commands(commands);
        Set<Option> options = new LinkedHashSet<>();
        Set<String> examples = new LinkedHashSet<>();
        for (Command command : commands) {
            options.addAll(command.options());
            examples.add(command.examples().get(0));
        }
        options(options);
        examples(examples);
    }

    /** The first word of a group, and what may follow it. */
    private static String words(List<Command> commands) {
        String first = commands.get(0).path();
        String word = first.substring(0, first.indexOf(' '));
        if (word.equals(Command.PIPELINE_WORD)) {
            return word + " list | NAME OPERATION";
        }
        List<String> following = commands.stream()
                .map(command -> command.usage().substring(word.length() + 1))
                .toList();
        return word + " " + String.join(" | ", following);
    }

    private void one(Command command) {
        line(command.summary());
        line("");
        line("Usage: dlt4j " + command.usage() + " [OPTION...]");
        options(command.options());
        examples(command.examples());
    }

    private void commands(List<Command> commands) {
        int width = 0;
        for (Command command : commands) {
            width = Math.max(width, command.usage().length());
        }
        for (Command command : commands) {
            entry(command.usage(), command.summary(), width);
        }
    }

    private void options(Set<Option> options) {
        section("Options");
        int width = 0;
        for (Option option : options) {
            width = Math.max(width, option.usage().length());
        }
        for (Option option : options) {
            entry(option.usage(), option.help(), width);
        }
    }

    private void examples(Iterable<String> examples) {
        section("Examples");
        for (String example : examples) {
            line("  " + example);
        }
    }

    /** A name and what it is, in two columns; what does not fit goes on in the second one. */
    private void entry(String name, String description, int width) {
        int column = width + 4;
        StringBuilder line = new StringBuilder("  ").append(name).append(" ".repeat(column - 2 - name.length()));
        int used = column;
        for (String word : description.split(" ")) {
            if (used > column && used + 1 + word.length() > WIDTH) {
                line(line.toString());
                line = new StringBuilder(" ".repeat(column));
                used = column;
            }
            if (used > column) {
                line.append(' ');
                used++;
            }
            line.append(word);
            used += word.length();
        }
        line(line.toString());
    }

    private void section(String title) {
        line("");
        line(title + ":");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
