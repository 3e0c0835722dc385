package io.dlt4j.cli;

import io.dlt4j.api.error.DltException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Scripts that complete commands, options and values in a shell, made from the table of commands. */
final class Completion {

    /** Answers with the words that may come next, from the words before and the one being typed. */
    private static final String WORDS = """
            # Completes dlt4j; made by: dlt4j completion %s
            _dlt4j_words() {
              local previous=$1 line=$2
              case $previous in
            %s  esac
              case $line in
            %s  esac
            }
            """;

    private static final String BASH = """
            _dlt4j() {
              local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} line= given i
              for ((i = 1; i < COMP_CWORD; i++)); do
                given=${COMP_WORDS[i]}
                [[ $given == -* ]] || line+=${line:+ }$given
              done
              local words
              words=$(_dlt4j_words "$previous" "$line")
              COMPREPLY=($(compgen -W "${words//@files/}" -- "$word"))
              if [[ $words == *@files* && $word != -* ]]; then
                compopt -o filenames 2>/dev/null
                COMPREPLY+=($(compgen -f -- "$word"))
              fi
            }
            complete -F _dlt4j dlt4j
            """;

    private static final String ZSH = """
            _dlt4j() {
              local line= given
              for given in ${words[2,CURRENT-1]}; do
                [[ $given == -* ]] || line+=${line:+ }$given
              done
              local -a next
              next=(${=$(_dlt4j_words "${words[CURRENT-1]}" "$line")})
              compadd -- ${next:#@files}
              if [[ ${next[(r)@files]} == @files && $PREFIX != -* ]]; then
                _files
              fi
            }
            if [[ $funcstack[1] == _dlt4j ]]; then
              _dlt4j
            else
              compdef _dlt4j dlt4j
            fi
            """;

    private Completion() {}

    /** The script for {@code bash} or {@code zsh}. */
    static String script(String shell) {
        String words = WORDS.formatted(shell, values(), commands());
        return switch (shell) {
            case "bash" -> words + BASH;
            case "zsh" -> "#compdef dlt4j\n" + words + ZSH;
            default ->
                throw new DltException(
                        CliError.CLI_USAGE, "There is no completion for '" + shell + "'.", "Write bash or zsh.");
        };
    }

    private static String values() {
        StringBuilder cases = new StringBuilder();
        for (Option option : Option.values()) {
            if (!option.choices().isEmpty()) {
                branch(cases, option.text(), String.join(" ", option.choices()), "return");
            } else if (option.takesValue()) {
                branch(cases, option.text(), option.isPath() ? "@files" : "", "return");
            }
        }
        return cases.toString();
    }

    private static String commands() {
        StringBuilder cases = new StringBuilder();
        branch(cases, "''", String.join(" ", Command.firstWords()) + " --help --version", "");
        branch(cases, "'" + Command.PIPELINE_WORD + "'", "list --help", "");
        for (Command command : Command.values()) {
            List<String> words = new ArrayList<>();
            command.options().forEach(option -> words.add(option.text()));
            words.addAll(operands(command));
            String path = command.path().replace("NAME", "'*'");
            branch(cases, "'" + path + "' | '" + path + " '*", String.join(" ", words), "");
        }
        branch(cases, "'" + Command.PIPELINE_WORD + " '*", String.join(" ", Command.operations()) + " --help", "");
        return cases.toString();
    }

    private static Set<String> operands(Command command) {
        return switch (command) {
            case RUN, EXTRACT -> Set.of("@files");
            case COMPLETION -> Set.of("bash", "zsh");
            default -> Set.of();
        };
    }

    private static void branch(StringBuilder cases, String pattern, String words, String after) {
        cases.append("    ").append(pattern).append(") echo '").append(words).append("'");
        cases.append(after.isEmpty() ? "" : "; " + after).append(" ;;\n");
    }
}
