package vigie.cli.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AcknowledgedPublishingTest {
  private static final byte[] PAYLOAD = {1};

  private final Deque<CompletableFuture<Void>> unanswered = new ArrayDeque<>();
  private final AcknowledgedPublishing publishing =
      new AcknowledgedPublishing(2, Duration.ofMillis(50), device -> payload -> open());

  @Test
  void countsWhatIsAcknowledged() throws InterruptedException {
    publishing.publish("a", PAYLOAD);
    publishing.publish("a", PAYLOAD);
    unanswered.forEach(one -> one.complete(null));
    publishing.awaitAll();

    assertThat(publishing.published()).isEqualTo(2);
    assertThat(publishing.acknowledged()).isEqualTo(2);
  }

  @Test
  void noMoreIsSentThanMayBeUnacknowledged() throws InterruptedException {
    publishing.publish("a", PAYLOAD);
    publishing.publish("a", PAYLOAD);

    assertThatThrownBy(() -> publishing.publish("a", PAYLOAD))
        .hasMessageContaining("no acknowledgement for a");
    assertThat(publishing.published()).isEqualTo(2);
  }

  @Test
  void oneDevicesSilenceDoesNotHoldBackAnother() throws InterruptedException {
    publishing.publish("a", PAYLOAD);
    publishing.publish("a", PAYLOAD);
    publishing.publish("b", PAYLOAD);

    assertThat(publishing.published()).isEqualTo(3);
  }

  @Test
  void noDeviceOfASenderGetsFurtherAheadOfTheOthers() throws InterruptedException {
    publishing.publish("anna", "a", PAYLOAD);
    publishing.publish("anna", "b", PAYLOAD);

    assertThatThrownBy(() -> publishing.publish("anna", "b", PAYLOAD))
        .hasMessageContaining("no acknowledgement for anna");
    assertThat(publishing.published()).isEqualTo(2);
  }

  @Test
  void aRefusalEndsIt() throws InterruptedException {
    publishing.publish("a", PAYLOAD);
    unanswered.remove().completeExceptionally(new IllegalStateException("not authorised"));

    assertThatThrownBy(() -> publishing.publish("a", PAYLOAD))
        .hasMessageContaining("not authorised");
  }

  private CompletableFuture<Void> open() {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    unanswered.add(answer);
    return answer;
  }
}
