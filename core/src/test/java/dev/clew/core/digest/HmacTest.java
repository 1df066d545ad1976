package dev.clew.core.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HmacTest {
  @Test
  void of_rfc4231_testCase2() {
    Hmac hmac = new Hmac("Jefe".getBytes(US_ASCII));

    assertThat(hmac.of("what do ya want for nothing?".getBytes(US_ASCII)).hex())
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void of_anyKeyAndMessage_isWhatTheJdkSays() throws Exception {
    Random random = new Random(Long.getLong("seed", 742L));
    for (int size = 1; size < 200; size++) {
      byte[] key = new byte[size];
      byte[] message = new byte[random.nextInt(300)];
      random.nextBytes(key);
      random.nextBytes(message);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));

      assertThat(new Hmac(key).of(message)).isEqualTo(Digest.of(mac.doFinal(message)));
    }
  }
}
