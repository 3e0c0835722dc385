package com.example.acme;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.testkit.DestinationContract;
import io.dlt4j.testkit.TestedDestination;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The contracts of dlt4j, with the plugin as it is installed. */
final class AcmeContractIT extends DestinationContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected TestedDestination destination() {
        return TestedDestination.of("acme", Path.of("target/plugin/acme"))
                .settingIn("folder", scratch -> scratch.resolve("store").toString())
                .wrongSetting("folder", "/proc/nowhere")
                .storesFilesAsTheyAre()
                .reader(AcmeContractIT::rows)
                .build();
    }

    /** What another program finds in the folder. A client that implements SupportsSql needs no reader. */
    private static List<Map<String, Object>> rows(Path scratch, String dataset, String table) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        Path folder = scratch.resolve("store").resolve(dataset).resolve(table);
        if (!Files.isDirectory(folder)) {
            return rows;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, file -> !Files.isHidden(file))) {
            for (Path file : files) {
                if (table.equals(AcmeNotes.LOADS)) {
                    Map<String, Object> row = new HashMap<>();
                    AcmeFolder.read(file).forEach((key, value) -> row.put(key.toString(), value));
                    rows.add(row);
                } else {
                    for (String line : Files.readAllLines(file)) {
                        rows.add(JSON.readValue(line, new TypeReference<>() {}));
                    }
                }
            }
        }
        return rows;
    }
}
