package io.sluice.transformer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class RepeatedTextTest {

    @Test
    void readsWhatIsThereAndMakesAStringOnlyOfWhatIsNew() throws IOException {
        String[] texts = {"", "orders", "orders", "order", "ordersß", "orders", "", "ordert", "ordert"};
        BinaryDecoder in = encoded(texts);
        RepeatedText reader = new RepeatedText();

        Object before = "";
        for (String text : texts) {
            Object read = reader.read(in);
            assertThat(read).isEqualTo(text);
            if (text.equals(before)) {
                assertThat(read).isSameAs(before);
            }
            before = read;
        }
    }

    private static BinaryDecoder encoded(String... texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        for (String text : texts) {
            out.writeString(text);
        }
        out.flush();
        return DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
    }
}
