package vigie.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void waitsDoubleUpToTheLongestAndBeginAnewAfterSuccess() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(350));
    assertThat(backoff.failed()).hasMillis(100);
    assertThat(backoff.failed()).hasMillis(200);
    assertThat(backoff.failed()).hasMillis(350);
    assertThat(backoff.failed()).hasMillis(350);
    backoff.succeeded();
    assertThat(backoff.failed()).hasMillis(100);
  }
}
