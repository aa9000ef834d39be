package vigie.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vigie.gateway.publish.PublishOutcome;

class InFlightMessagesTest {
  private final AtomicInteger failures = new AtomicInteger();
  private final InFlightMessages messages = new InFlightMessages(failures::incrementAndGet);
  private final byte[] packets = new byte[1024];

  @Test
  void nothingIsAcknowledgedBeforeItIsKept() {
    messages.add(1);
    assertThat(messages.takeAcknowledgements(packets)).isZero();
    assertThat(messages.isEmpty()).isFalse();
  }

  @Test
  void acknowledgementsGoOutInTheOrderOfArrival() {
    PublishOutcome first = messages.add(0x0102);
    PublishOutcome second = messages.add(0xfffe);
    second.kept();
    assertThat(messages.takeAcknowledgements(packets)).isZero();
    first.kept();
    assertThat(messages.takeAcknowledgements(packets)).isEqualTo(8);
    assertThat(packets).startsWith(new byte[] {0x40, 2, 1, 2, 0x40, 2, (byte) 0xff, (byte) 0xfe});
    assertThat(messages.isEmpty()).isTrue();
  }

  @Test
  void aFailedMessageIsNeverAcknowledgedNorAnyAfterIt() {
    PublishOutcome first = messages.add(1);
    messages.add(2).kept();
    first.failed(new IllegalStateException("no room"));
    assertThat(failures).hasValue(1);
    assertThat(messages.takeAcknowledgements(packets)).isZero();
  }

  @Test
  void moreThanOnePacketHoldsAreTakenInTurns() {
    for (int id = 1; id <= 300; id++) {
      messages.add(id).kept();
    }
    assertThat(messages.takeAcknowledgements(packets)).isEqualTo(1024);
    assertThat(messages.takeAcknowledgements(packets)).isEqualTo(4 * (300 - 256));
    assertThat(messages.takeAcknowledgements(packets)).isZero();
  }
}
