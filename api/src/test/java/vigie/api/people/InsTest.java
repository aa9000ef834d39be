package vigie.api.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shape of a patient's national health identity. */
class InsTest {
  @ParameterizedTest(name = "{0} is sound: {1}")
  @CsvSource({
    "255081416802538,    true",
    "269054958815780,    true",
    "255081416802539,    false",
    "255081416802583,    false",
    "2550814168025,      false",
    "2550814168025038,   false",
    "'2 55 08 14 168 025 38', false",
    // The key of this one begins with a naught.
    "151037500002409,    true",
    "180032B12345679,    true",
    "269052A00412314,    true",
    "269052A00412315,    false",
    "269052a00412314,    false",
    "269052C00412314,    false",
    "2690A2A00412314,    false",
    "'',                 false",
  })
  void theKeyChecksTheNumberWhereCorsicaCountsAs19And18(String matricule, boolean sound) {
    assertThat(Ins.isSound(matricule)).isEqualTo(sound);
  }

  @Test
  void anUnsoundOneCannotBeMadeAndIsNotSaidAgain() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ins("255081416802539", Ins.Kind.NIR))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("255081416802539"));
  }

  @Test
  void whatMayEndInALogTellsNothingOfThePatient() {
    Ins ins = new Ins("255081416802538", Ins.Kind.NIR);
    Identity identity = new Identity(LocalDate.of(1955, 8, 1), "+33612345678", ins);
    PeopleController.InsRequest asked =
        new PeopleController.InsRequest(ins.matricule(), ins.kind().oid());

    assertThat(ins + " " + identity + " " + asked)
        .doesNotContain("2550814", "1955", "+33612345678");
  }
}
