package vigie.api.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  /** Computed with {@code printf '1000.{}' | openssl dgst -sha256 -hmac key}. */
  @Test
  void isTheHmacOfTimestampDotBody() {
    assertThat(WebhookSignature.of("key", Instant.ofEpochSecond(1000), "{}".getBytes(UTF_8)))
        .isEqualTo("v1=c32de42341dece79a1511c9e7f74a2734112edcfcf48943c976faf07047065db");
  }
}
