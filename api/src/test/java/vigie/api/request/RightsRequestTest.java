package vigie.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.api.web.Refusal;

/** What may become of a request. */
@Tag("C-77")
class RightsRequestTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant FILED = Instant.parse("2026-03-10T09:00:00Z");
  private static final UUID PATIENT = new UUID(1, 1);
  private static final UUID OFFICER = new UUID(1, 2);

  private final RightsRequest filed =
      RightsRequest.filed(
          new UUID(1, 4),
          PATIENT,
          RequestKind.OTHER,
          "what of my file?",
          null,
          FILED,
          PATIENT,
          PARIS);

  @Test
  void itIsExtendedOnceAndBeforeItsTerm() {
    Instant inTime = filed.term().minusMillis(1);
    RightsRequest extended = filed.extended(OFFICER, "many files", inTime, PARIS);

    assertThat(extended.term()).isEqualTo(Instant.parse("2026-06-10T22:00:00Z"));
    assertThatThrownBy(() -> filed.extended(OFFICER, "many files", filed.term(), PARIS))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the term is over");
    assertThatThrownBy(() -> extended.extended(OFFICER, "more files", inTime, PARIS))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("may be once");
  }

  @Test
  void itIsAnsweredOnceEvenAfterItsTerm() {
    Instant late = filed.term().plusSeconds(60);
    RightsRequest refused = filed.answered(OFFICER, false, "no such file", late);

    assertThat(refused.status()).isEqualTo(RightsRequest.Status.REFUSED);
    assertThatThrownBy(() -> refused.answered(OFFICER, true, "a file", late))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> refused.withdrawn(late)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> refused.extended(OFFICER, "x", FILED, PARIS))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> filed.withdrawn(FILED).answered(OFFICER, true, "x", late))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void itsHistorySaysWhatHappenedWhenByWhomAndWhy() {
    RightsRequest answered =
        filed
            .passedOn(new UUID(1, 3), FILED.plusSeconds(1))
            .extended(OFFICER, "many files", FILED.plusSeconds(2), PARIS)
            .answered(null, true, "here it is", FILED.plusSeconds(3));

    assertThat(answered.history())
        .extracting(step -> step.event() + " " + step.by() + " " + step.words())
        .containsExactly(
            "FILED " + PATIENT + " null",
            "PASSED_ON null null",
            "EXTENDED " + OFFICER + " many files",
            "ANSWERED null here it is");
  }
}
