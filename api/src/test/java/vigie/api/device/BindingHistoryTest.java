package vigie.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.device.DeviceBinding;
import vigie.device.FormerBinding;
import vigie.reading.PatientId;

class BindingHistoryTest {
  private static final PatientId ANNE = new PatientId(new UUID(0, 1));
  private static final PatientId BEN = new PatientId(new UUID(0, 2));

  @Test
  @Tag("C-20")
  void nobodyClaimsATimeThatWasSomebodyElses() {
    List<FormerBinding> ended = List.of(had(ANNE, 1, 4), had(BEN, 5, 8));
    assertThat(BindingHistory.since(at(0), ANNE, ended)).isEqualTo(at(8));
    assertThat(BindingHistory.since(at(0), BEN, ended)).isEqualTo(at(4));
    assertThat(BindingHistory.since(at(9), ANNE, ended)).isEqualTo(at(9));
    assertThat(BindingHistory.since(at(0), ANNE, List.of())).isEqualTo(at(0));
  }

  @Test
  void theRowsOfOnePatientsRenewedSecretsAreOneFormerBinding() {
    assertThat(BindingHistory.former(at(9), List.of(had(ANNE, 1, 6), had(ANNE, 1, 4))))
        .containsExactly(had(ANNE, 1, 6));
  }

  @Test
  void whatTheCurrentBindingCoversIsNotFormer() {
    assertThat(BindingHistory.former(at(3), List.of(had(ANNE, 3, 6), had(ANNE, 1, 4))))
        .containsExactly(had(ANNE, 1, 3));
  }

  @Test
  void apartInTimeTheyStayApartOldestFirst() {
    assertThat(
            BindingHistory.former(
                at(20), List.of(had(ANNE, 11, 12), had(BEN, 5, 8), had(ANNE, 1, 4))))
        .containsExactly(had(ANNE, 1, 4), had(BEN, 5, 8), had(ANNE, 11, 12));
  }

  @Test
  void ofManyTheNewestAreKept() {
    List<FormerBinding> many =
        IntStream.range(0, 40)
            .mapToObj(i -> had(i % 2 == 0 ? ANNE : BEN, 2 * i, 2 * i + 1))
            .toList();
    assertThat(BindingHistory.former(at(100), many))
        .hasSize(DeviceBinding.FORMER_MAX)
        .endsWith(had(BEN, 78, 79));
  }

  private static FormerBinding had(PatientId patient, int since, int until) {
    return new FormerBinding(patient, at(since), at(until));
  }

  private static Instant at(int hour) {
    return Instant.parse("2026-03-02T00:00:00Z").plus(Duration.ofHours(hour));
  }
}
