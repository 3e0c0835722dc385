package com.example.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of your own classes go beside the contracts. */
final class AcmeFolderTest {

    @TempDir
    Path directory;

    @Test
    void storesAFileOnceUnderItsName() throws Exception {
        AcmeFolder folder = new AcmeFolder(directory, label -> {});
        folder.put("items", "a/b", "one".getBytes(StandardCharsets.UTF_8));
        folder.put("items", "a/b", "two".getBytes(StandardCharsets.UTF_8));
        List<Path> files = folder.files("items");
        assertEquals(1, files.size());
        assertEquals("two", Files.readString(files.get(0)));
        assertTrue(folder.has("items", "a/b"));
        assertFalse(folder.has("items", "a"));
    }
}
