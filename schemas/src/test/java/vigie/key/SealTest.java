package vigie.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.Topics;

@Tag("C-71")
class SealTest {
  private static final UUID ALICE = new UUID(1, 1);
  private static final UUID BOB = new UUID(1, 2);
  private static final byte[] VALUE = "heart rate 131 of watch-01".getBytes(StandardCharsets.UTF_8);

  private final Seal seal = new Seal();
  private final PatientKey key = PatientKey.random(new SecureRandom());
  private final Seal.Place place = place(ALICE, Topics.READING, "alice");
  private final byte[] sealed = seal.close(key, place, VALUE);

  @Test
  void itsKeyOpensItInItsPlace() {
    assertThat(seal.open(key, place, sealed)).isEqualTo(VALUE);
    assertThat(sealed).hasSize(VALUE.length + Seal.OVERHEAD_BYTES);
  }

  @Test
  void nothingOfTheValueStandsInIt() {
    String text = new String(sealed, StandardCharsets.ISO_8859_1);
    assertThat(text).doesNotContain("heart").doesNotContain("131").doesNotContain("watch");
  }

  @Test
  void theSameValueIsNeverSealedTheSameTwice() {
    assertThat(
            IntStream.range(0, 1_000)
                .mapToObj(i -> Arrays.toString(Arrays.copyOf(seal.close(key, place, VALUE), 12)))
                .distinct())
        .hasSize(1_000);
  }

  @Test
  void anEmptyValueIsSealedAsWell() {
    assertThat(seal.open(key, place, seal.close(key, place, new byte[0]))).isEmpty();
  }

  @Test
  void eachChangedByteBreaksIt() {
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertBroken(key, place, changed);
    }
  }

  @Test
  void cutAnywhereItIsBroken() {
    for (int length = 0; length < sealed.length; length++) {
      assertBroken(key, place, Arrays.copyOf(sealed, length));
    }
  }

  @Test
  void movedToAnotherTopicOrKeyOrPatientItIsBroken() {
    assertBroken(key, place(ALICE, Topics.ALERT, "alice"), sealed);
    assertBroken(key, place(ALICE, Topics.READING, "bob"), sealed);
    assertBroken(key, place(BOB, Topics.READING, "alice"), sealed);
    // The border between topic and key does not move either.
    assertBroken(key, place(ALICE, Topics.READING + "a", "lice"), sealed);
  }

  @Test
  void anotherKeyOpensNothing() {
    assertBroken(PatientKey.random(new SecureRandom()), place, sealed);
  }

  @Test
  void theHeaderNamesThePatientAndIsRefusedWhenItIsNone() {
    assertThat(SealHeader.patient(SealHeader.of(ALICE))).isEqualTo(ALICE);
    assertThat(SealHeader.of(ALICE)).hasSize(17);
    byte[] later = SealHeader.of(ALICE);
    later[0] = 2;
    assertThatThrownBy(() -> SealHeader.patient(later)).isInstanceOf(BrokenSealException.class);
    assertThatThrownBy(() -> SealHeader.patient(new byte[3]))
        .isInstanceOf(BrokenSealException.class);
  }

  @Test
  void aKeyTellsNothingOfItself() {
    assertThat(key.toString()).isEqualTo("PatientKey");
  }

  private void assertBroken(PatientKey with, Seal.Place where, byte[] bytes) {
    assertThatThrownBy(() -> seal.open(with, where, bytes)).isInstanceOf(BrokenSealException.class);
  }

  private static Seal.Place place(UUID patient, String topic, String key) {
    return new Seal.Place(patient, topic, key.getBytes(StandardCharsets.UTF_8));
  }
}
