package dev.clew.core.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PayloadTest {
  @Test
  void text_utf8_isTheText() {
    for (String text : List.of("", "plain", "caf\u00e9 \u20ac \ud83d\ude00", "\ufffd itself")) {
      Payload payload = Payload.of(text.getBytes(UTF_8));
      assertThat(payload.text()).isEqualTo(text);
      assertThat(payload.isText()).isTrue();
    }
  }

  @Test
  void text_otherBytes_isNull() {
    for (byte[] bytes :
        List.of(
            new byte[] {(byte) 0xff},
            new byte[] {'a', (byte) 0xc3},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xef, (byte) 0xbf, (byte) 0xbd, (byte) 0x80})) {
      assertThat(Payload.of(bytes).isText()).isFalse();
      assertThat(Payload.of(bytes).text()).isNull();
    }
  }

  @Test
  void storedIn_payload_fetchesItsBytesAndNothingElse() {
    Payload whole = Payload.of("body");
    AtomicInteger fetched = new AtomicInteger();
    Payload stored =
        whole.storedIn(() -> {
          fetched.incrementAndGet();
          return "body".getBytes(UTF_8);
        });

    assertThat(stored.sizeBytes()).isEqualTo(4);
    assertThat(stored.ref()).isEqualTo(whole.ref());
    assertThat(stored.isText()).isTrue();
    assertThat(fetched).hasValue(0);
    assertThat(stored).isEqualTo(whole);
    assertThat(stored.text()).isEqualTo("body");
    assertThat(fetched).hasValue(2);
  }
}
