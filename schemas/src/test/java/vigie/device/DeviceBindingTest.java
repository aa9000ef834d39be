package vigie.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

class DeviceBindingTest {
  private static final PatientId NOW_OF = new PatientId(new UUID(0, 1));
  private static final PatientId ONCE_OF = new PatientId(new UUID(0, 2));

  private final DeviceBinding binding =
      new DeviceBinding(
              new DeviceId("watch-1"),
              NOW_OF,
              "watch",
              Duration.ZERO,
              new Credential(new byte[] {1}, new byte[] {2}),
              true,
              at(10))
          .following(at(10), List.of(new FormerBinding(ONCE_OF, at(2), at(6))));

  @ParameterizedTest
  @CsvSource({"1,", "2,ONCE", "5,ONCE", "6,", "9,", "10,NOW", "11,NOW"})
  void aReadingIsWhoseTheDeviceWasAtItsTime(int hour, @Nullable String owner) {
    assertThat(binding.ownerAt(at(hour)))
        .isEqualTo(owner == null ? null : owner.equals("NOW") ? NOW_OF : ONCE_OF);
  }

  @Test
  void onlyAnotherPatientBeforeMeansThatItChangedHands() {
    assertThat(binding.changedHands()).isTrue();
    assertThat(
            binding
                .following(at(10), List.of(new FormerBinding(NOW_OF, at(2), at(6))))
                .changedHands())
        .isFalse();
  }

  private static Instant at(int hour) {
    return Instant.parse("2026-03-02T00:00:00Z").plus(Duration.ofHours(hour));
  }
}
