package io.dlt4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartBuffersTest {

    private final PartBuffers buffers = new PartBuffers(1024);

    @Test
    void handsReturnedBuffersOutAgain() {
        byte[] buffer = buffers.take(0);

        buffers.recycle(part(buffer));

        assertThat(buffers.take(0)).isSameAs(buffer);
        assertThat(buffers.take(0)).isNotSameAs(buffer);
    }

    @Test
    void handsABufferOutOnceThatWasReturnedTwice() {
        byte[] buffer = buffers.take(0);

        buffers.recycle(part(buffer));
        buffers.recycle(part(buffer));

        assertThat(buffers.take(0)).isNotSameAs(buffers.take(0));
    }

    @Test
    void keepsOnlyBuffersOfItsSize() {
        byte[] large = buffers.take(1024);

        buffers.recycle(part(large));

        assertThat(large).hasSizeGreaterThan(1024);
        assertThat(buffers.take(0)).hasSize(1024);
    }

    @Test
    void growsToOneByteMoreThanAnItemMayHave() {
        assertThat(PartBuffers.grow(new byte[1024])).hasSize(2048);
        assertThat(buffers.take(PartSource.MAX_ITEM_BYTES - 5)).hasSize(PartSource.MAX_ITEM_BYTES + 1);
    }

    private static Part part(byte[] buffer) {
        return new Part(buffer, 0, PartForm.VALUES, "file", 1, -1);
    }
}
