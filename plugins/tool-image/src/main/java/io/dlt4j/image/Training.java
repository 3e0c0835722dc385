package io.dlt4j.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The small load whose classes an archive holds: each command of the stage, on a sample of the distribution.
 *
 * <p>A destination that needs a server gets an address where none answers: its driver's classes are used up to the connection.
 */
final class Training {

    /** Reserved for a service that discards what it gets, and that no machine offers. */
    private static final String NO_SERVER = "127.0.0.1:9";

    private final Stage stage;
    private final List<String> destinations;
    private final boolean cached;

    Training(Jdk jdk, Stage stage, List<PluginSource> plugins) {
        this.stage = stage;
        this.destinations = plugins.stream()
                .flatMap(plugin -> plugin.destinations().stream())
                .toList();
        this.cached = jdk.hasAotCache();
    }

    /**
     * A command of the training.
     *
     * @param arguments those of the command line; relative to a directory of its own
     * @param counts whether its classes are among those that are wanted
     */
    record Step(List<String> arguments, boolean counts) {

        Step {
            arguments = List.copyOf(arguments);
        }
    }

    /** The commands, in order. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        List<String> targets = destinations.isEmpty() ? List.of("") : destinations;
        for (String target : targets) {
            for (String command : List.of("extract", "normalize", "load")) {
                if (isReached(command, target)) {
                    steps.add(new Step(
                            arguments(command, target), stage.commands().contains(command)));
                }
            }
        }
        return cached ? lastOf(steps) : steps;
    }

    /** A cache is made of one process: the last that counts, after those that it needs. */
    private static List<Step> lastOf(List<Step> steps) {
        Optional<Step> last = steps.stream().filter(Step::counts).reduce((first, second) -> second);
        return steps.stream()
                .map(step ->
                        new Step(step.arguments(), last.filter(step::equals).isPresent()))
                .toList();
    }

    /** What the stage does not run is run only where a later command of the stage needs it; without a destination nothing loads. */
    private boolean isReached(String command, String target) {
        return switch (command) {
            case "extract" -> true;
            case "normalize" -> stage != Stage.EXTRACT;
            default -> stage.opensDestinations() && !target.isEmpty();
        };
    }

    private static List<String> arguments(String command, String target) {
        List<String> arguments = new ArrayList<>(List.of(command));
        if (command.equals("extract")) {
            arguments.add("sample.jsonl");
        }
        arguments.addAll(List.of("--pipeline", "training_" + target, "--pipelines-dir", "pipelines"));
        if (!target.isEmpty()) {
            arguments.addAll(List.of("--destination", target));
        }
        return arguments;
    }

    /** The variables of the commands, all there are. */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("DLT_DATA_DIR", "data");
        variables.put("DESTINATION__FILESYSTEM__BUCKET_URL", "lake");
        variables.put("DESTINATION__POSTGRES__CREDENTIALS", "postgresql://training:none@" + NO_SERVER + "/training");
        return variables;
    }
}
