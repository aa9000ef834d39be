package vigie.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must be proved beside what a session has. */
@Tag("C-66")
class AssuranceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "CHANGE_MANDATES,      0,    ",
    "CHANGE_MANDATES,      600,  ",
    "CHANGE_MANDATES,      601,  PROOF_TOO_OLD",
    "CHANGE_SECOND_FACTOR, 601,  PROOF_TOO_OLD",
    "FILE_REQUEST,         601,  PROOF_TOO_OLD",
    "AMEND_READING,        601,  PROOF_TOO_OLD",
    "READ_AMENDMENTS,      601,  ",
    "TRANSFER_EVERYTHING,  601,  PROOF_TOO_OLD",
    "READ_COPY,            601,  PROOF_TOO_OLD",
    "READ_COPY,            600,  ",
    "CHANGE_RESTRICTIONS,  601,  PROOF_TOO_OLD",
    "CHANGE_OBJECTIONS,    601,  PROOF_TOO_OLD",
    "READ_REQUESTS,        601,  ",
    "REMOVE_SECOND_FACTOR, 601,  PROOF_TOO_OLD",
    "READ_MANDATES,        9999, ",
    "READ_TIMELINE,        9999, ",
    "END_SESSIONS,         9999, ",
  })
  void someActionsAskForAProofThatIsAtMostTenMinutesOld(
      Action action, long secondsSince, @Nullable Reason missing) {
    for (SecondFactor policy : SecondFactor.values()) {
      assertThat(missing(policy, Role.PATIENT, false, action, secondsSince)).isEqualTo(missing);
      assertThat(missing(policy, Role.PATIENT, true, action, secondsSince)).isEqualTo(missing);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REQUIRED, PHYSICIAN,    false, READ_TIMELINE,        SECOND_FACTOR_MISSING",
    "REQUIRED, PHYSICIAN,    false, READ_RULES,           SECOND_FACTOR_MISSING",
    "REQUIRED, PROFESSIONAL, false, OPEN_EMERGENCY,       SECOND_FACTOR_MISSING",
    "REQUIRED, PHYSICIAN,    false, REMOVE_SECOND_FACTOR, SECOND_FACTOR_MISSING",
    "REQUIRED, PHYSICIAN,    false, CHANGE_SECOND_FACTOR, ",
    "REQUIRED, PHYSICIAN,    false, READ_SECOND_FACTOR,   ",
    "REQUIRED, PHYSICIAN,    false, READ_SESSIONS,        ",
    "REQUIRED, PHYSICIAN,    false, END_SESSIONS,         ",
    "REQUIRED, PHYSICIAN,    false, RENEW_SESSION,        ",
    "REQUIRED, PHYSICIAN,    false, CHANGE_PASSWORD,      ",
    "REQUIRED, PHYSICIAN,    true,  READ_TIMELINE,        ",
    "OFFERED,  PHYSICIAN,    false, READ_TIMELINE,        ",
    "REQUIRED, PATIENT,      false, READ_TIMELINE,        ",
    "REQUIRED, OPERATOR,     false, CHANGE_RULES,         ",
  })
  void whereItIsRequiredAProfessionalWithoutASecondFactorCanOnlyEnrolOne(
      SecondFactor policy, Role role, boolean strong, Action action, @Nullable Reason missing) {
    assertThat(missing(policy, role, strong, action, 0)).isEqualTo(missing);
  }

  private static @Nullable Reason missing(
      SecondFactor policy, Role role, boolean strong, Action action, long secondsSince) {
    Proof proof = new Proof(new UUID(1, 1), NOW.minusSeconds(secondsSince), strong);
    Caller caller =
        new Caller(new Actor(new UUID(2, 2), role), Purpose.FOLLOW_UP, "GET /x", "r", proof);
    return new Assurance(policy).missing(caller, action, NOW);
  }
}
