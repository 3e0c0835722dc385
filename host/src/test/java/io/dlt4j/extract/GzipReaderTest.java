package io.dlt4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipReaderTest {

    private static final byte[] ONE = bytes(200_000, 1);
    private static final byte[] TWO = bytes(100, 2);

    @Test
    void readsMembersOneAfterTheOther() throws IOException {
        byte[] data = join(gzip(ONE), gzip(new byte[0]), gzip(TWO));

        assertThat(read(new ByteArrayInputStream(data))).isEqualTo(join(ONE, TWO));
    }

    @Test
    void readsMembersFromAPipeThatPauses() throws IOException {
        InputStream pausing = new FilterInputStream(new ByteArrayInputStream(join(gzip(TWO), gzip(TWO)))) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, 1));
            }

            @Override
            public int available() {
                return 0;
            }
        };

        assertThat(read(pausing)).isEqualTo(join(TWO, TWO));
    }

    @Test
    void readsHeadersWithEverythingInThem() throws IOException {
        byte[] plain = gzip(TWO);
        byte[] header = {0x1F, (byte) 0x8B, 8, 0x1E, 0, 0, 0, 0, 0, 3, 2, 0, 'e', 'x', 'n', 0, 'c', 0, 0, 0};

        byte[] data = join(header, Arrays.copyOfRange(plain, 10, plain.length));

        assertThat(read(new ByteArrayInputStream(data))).isEqualTo(TWO);
    }

    @Test
    void acceptsPaddingWithZeros() throws IOException {
        assertThat(read(new ByteArrayInputStream(join(gzip(TWO), new byte[100_000]))))
                .isEqualTo(TWO);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 9, 50, 130, 138, 139, 145})
    void refusesTruncatedData(int missing) {
        byte[] data = join(gzip(TWO), gzip(TWO));
        byte[] truncated = Arrays.copyOf(data, data.length - missing);

        assertThat(missing).as("a cut between members cannot be noticed").isNotEqualTo(data.length / 2);
        assertBroken(truncated, "it ends too early");
    }

    @Test
    void refusesDamagedData() {
        byte[] data = gzip(ONE);
        data[data.length - 6] ^= 1;
        assertBroken(data, "checksum");
        byte[] length = gzip(ONE);
        length[length.length - 1] ^= 1;
        assertBroken(length, "length");
        assertBroken(join(gzip(TWO), TWO), "is not gzip");
        assertBroken(join(gzip(TWO), new byte[10], TWO), "is not gzip");
    }

    private static void assertBroken(byte[] data, String problem) {
        assertThatThrownBy(() -> read(new ByteArrayInputStream(data))).isInstanceOfSatisfying(DltException.class, e -> {
            assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_COMPRESSION_BROKEN);
            assertThat(e).hasMessageContaining("'file'").hasMessageContaining(problem);
        });
    }

    private static byte[] read(InputStream in) throws IOException {
        try (GzipReader reader = new GzipReader(in, "file")) {
            return reader.readAllBytes();
        }
    }

    /** Random bytes, never zero at the beginning, that do not compress. */
    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        bytes[0] = 1;
        return bytes;
    }

    static byte[] gzip(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }
}
