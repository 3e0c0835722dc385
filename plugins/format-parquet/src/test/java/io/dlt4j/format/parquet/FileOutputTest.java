package io.dlt4j.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileOutputTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 8, 9, 13, 14, 15})
    void packsBitsLowestFirst(int width) throws IOException {
        SplittableRandom random = new SplittableRandom(width);
        int[] values = random.ints(8 * 20_000, 0, 1 << width).toArray();
        byte[] packed = written(out -> out.putPacked(values, values.length / 8, width));
        assertThat(packed).hasSize(values.length / 8 * width);
        BitSet bits = BitSet.valueOf(packed);
        int[] unpacked = new int[values.length];
        for (int bit = 0; bit < values.length * width; bit++) {
            unpacked[bit / width] |= (bits.get(bit) ? 1 : 0) << bit % width;
        }
        assertThat(unpacked).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 268_435_455, 268_435_456})
    void knowsTheSizeOfAVarint(int value) throws IOException {
        assertThat(written(out -> out.putVarint(value))).hasSize(FileOutput.varintSize(value));
    }

    @Test
    void writesLongsBeyondTheBufferFromAnOddPosition() throws IOException {
        long[] values = new SplittableRandom(1).longs(100_000).toArray();
        ByteBuffer read = ByteBuffer.wrap(written(out -> {
                    out.putByte(1);
                    out.putLongs(values, 5, values.length - 5);
                    assertThat(out.offset()).isEqualTo(1 + 8L * (values.length - 5));
                }))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(read.get()).isEqualTo((byte) 1);
        long[] rest = new long[values.length - 5];
        read.asLongBuffer().get(rest);
        assertThat(rest).isEqualTo(Arrays.copyOfRange(values, 5, values.length));
    }

    @Test
    void writesByteArraysOfEverySizeAcrossTheBuffer() throws IOException {
        byte[] source = new byte[700_000];
        new Random(1).nextBytes(source);
        int[] lengths = {0, 1, 262_000, 139, 4, 262_144, 262_140, 262_141, 700_000, 3, 0};
        ByteBuffer read = ByteBuffer.wrap(written(out -> {
                    for (int length : lengths) {
                        out.putByteArray(source, source.length - length, length);
                    }
                }))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int length : lengths) {
            assertThat(read.getInt()).isEqualTo(length);
            byte[] bytes = new byte[length];
            read.get(bytes);
            assertThat(bytes).isEqualTo(Arrays.copyOfRange(source, source.length - length, source.length));
        }
        assertThat(read.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 255, -256, Long.MAX_VALUE, Long.MIN_VALUE})
    void writesBigEndianNumbersOfAnyLength(long value) throws IOException {
        for (int length : new int[] {8, 9, 16, 32}) {
            byte[] bytes = written(out -> out.putBigEndian(value, length));
            assertThat(bytes).hasSize(length);
            assertThat(new BigInteger(bytes)).isEqualTo(BigInteger.valueOf(value));
        }
    }

    private byte[] written(Action action) throws IOException {
        Path file = Files.createTempDirectory(directory, "out").resolve("file");
        try (FileOutput out = new FileOutput(file)) {
            action.run(out);
            out.force();
        }
        return Files.readAllBytes(file);
    }

    private interface Action {
        void run(FileOutput out) throws IOException;
    }
}
