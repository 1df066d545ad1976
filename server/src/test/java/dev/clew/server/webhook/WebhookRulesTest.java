package dev.clew.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.clew.core.Refusal;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom a webhook may tell, and how it signs.
class WebhookRulesTest {
  private static final String SECRET = "a secret of the tests, long enough";

  private static Webhook webhook(String url, String... allow) {
    return new Webhook(URI.create(url), List.of(allow), SECRET, null);
  }

  /// The example that the libraries of Standard Webhooks test themselves with.
  @Test
  void signature_ofTheirExample_isTheirs() {
    WebhookSignature signature = new WebhookSignature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(
            signature.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}".getBytes(UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @CsvSource({
    "30, 30000",
    "0, 500",
    "99999, 600000",
    "'Wed, 21 Oct 2026 07:28:00 GMT', 500",
    "-5, 500"
  })
  void pause_isNoShorterThanTheReceiverAsks(String asked, long leastMillis) {
    ResponseHeaders answer =
        ResponseHeaders.of(HttpStatus.TOO_MANY_REQUESTS, HttpHeaderNames.RETRY_AFTER, asked);

    assertThat(Courier.pause(1, answer)).isGreaterThanOrEqualTo(Duration.ofMillis(leastMillis));
    assertThat(Courier.pause(1, answer))
        .isLessThanOrEqualTo(Duration.ofMillis(Math.max(leastMillis, 1_500)));
    assertThat(Courier.pause(1, null)).isLessThanOrEqualTo(Duration.ofMillis(1_500));
  }

  @Test
  void receiver_thatIsNotAllowed_isRefused() {
    assertThatThrownBy(() -> webhook("https://evil.example/x", "hooks.example"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("evil.example of the webhook is not allowed");
    assertThatThrownBy(() -> webhook("https://hooks.example.evil.example/", "hooks.example"))
        .hasMessageContaining("not allowed");
    assertThatThrownBy(() -> webhook("https://10.0.0.7/", "10.0.0.0/8"))
        .hasMessageContaining("not allowed");
    assertThatThrownBy(() -> webhook("file:///etc/passwd", "hooks.example"))
        .hasMessageContaining("https://HOST/PATH");
    assertThatThrownBy(() -> webhook("https://me:pass@hooks.example/", "hooks.example"))
        .hasMessageContaining("a user or a password");
    assertThat(webhook("https://Hooks.example/x?y=1", "hooks.example").path()).isEqualTo("/x?y=1");
  }

  @Test
  void secret_thatIsShort_isRefusedAndNoneIsShown() {
    List<String> allow = List.of("hooks.example");
    URI url = URI.create("https://hooks.example/");
    for (String secret : List.of("short", "whsec_c2hvcnQ=", "whsec_!")) {
      assertThatThrownBy(() -> new Webhook(url, allow, secret, null))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("the secret of the webhook")
          .message()
          .doesNotContain("short");
    }
    assertThat(webhook("https://hooks.example/", "hooks.example").toString())
        .doesNotContain(SECRET);
  }

  @Test
  void address_thatIsNotPublic_countsWhenItIsListed() {
    assertThat(webhook("http://127.0.0.1:9/", "127.0.0.1").address().isLoopbackAddress()).isTrue();
    assertThat(webhook("https://localhost/", "localhost", "127.0.0.0/8", "::1").address())
        .isNotNull();
    assertThatThrownBy(() -> webhook("https://localhost/", "localhost").address())
        .hasMessageContaining("an address that is not allowed");
    assertThatThrownBy(() -> webhook("https://localhost/", "localhost", "10.0.0.0/8").address())
        .hasMessageContaining("an address that is not allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.100.100.200",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00:ec2::254",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1"
      })
  void address_ofAMachineNearby_isNotPublic(String address) throws Exception {
    assertThat(Webhook.isPublic(InetAddress.getByName(address))).isFalse();
    assertThat(Webhook.isPublic(InetAddress.getByName("93.184.215.14"))).isTrue();
    assertThat(Webhook.isPublic(InetAddress.getByName("2606:2800:21f:cb07::1"))).isTrue();
  }
}
