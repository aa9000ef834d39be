package vigie.cli.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceMessageTest {
  private static final Instant T = Instant.ofEpochMilli(1_700_000_000_000L);

  @Test
  void readingsOfOneDeviceAndTimeOfSendingAreOneMessage() {
    List<DeviceMessage> messages =
        DeviceMessage.of(
            List.of(
                DeviceReading.instant("cuff", "bp-systolic", 120, "mmHg", T),
                DeviceReading.instant("strap", "heart-rate", 70, "bpm", T),
                DeviceReading.instant("cuff", "bp-diastolic", 80, "mmHg", T),
                DeviceReading.instant("cuff", "bp-systolic", 121, "mmHg", T.plusSeconds(60))));

    assertThat(messages)
        .extracting(
            DeviceMessage::device, DeviceMessage::sentAt, message -> message.readings().size())
        .containsExactly(
            tuple("cuff", T, 2), tuple("strap", T, 1), tuple("cuff", T.plusSeconds(60), 1));
  }
}
