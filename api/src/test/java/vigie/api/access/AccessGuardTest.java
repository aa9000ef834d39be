package vigie.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.api.audit.AuditLine;
import vigie.api.audit.AuditLog;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.reading.Category;

/** What is read while its audit line is being written. */
@Tag("C-51")
class AccessGuardTest {
  private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

  private final UUID patient = UUID.randomUUID();
  private final AccessDirectory directory = new AccessDirectory();
  private final List<String> order = new ArrayList<>();
  private boolean storeAnswers = true;

  private final AuditLog audit =
      new AuditLog() {
        @Override
        public Pending append(AuditLine line) {
          order.add(line.reason());
          return () -> {
            order.add("awaited");
            if (!storeAnswers) {
              throw new Refusal(ProblemCode.UNAVAILABLE, "the audit cannot be written");
            }
          };
        }

        @Override
        public List<Entry> ofPatient(UUID of, long before, int limit) {
          return List.of();
        }
      };

  private final AccessGuard guard =
      new AccessGuard(
          directory,
          audit,
          Matrix.load("charter-1"),
          new Assurance(SecondFactor.OFFERED),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void aPatient() {
    directory.put(
        new PatientRights(
            patient,
            1,
            null,
            null,
            Set.of(Category.HEART_RATE),
            List.of(),
            List.of(),
            List.of(),
            Emergency.NONE));
  }

  @Test
  void aReadGoesOnMeanwhileAndIsHandedOutWhenTheLineIsInTheStore() {
    assertThat(read(patient)).isEqualTo("values");

    assertThat(order).containsExactly("OWN_DATA", "read", "awaited");
  }

  @Test
  void whatNoLineStandsForIsHandedToNobody() {
    storeAnswers = false;

    assertThatThrownBy(() -> read(patient)).isInstanceOf(Refusal.class);
  }

  @Test
  void aRefusalReadsNothingAndIsToldWhenItsLineIsInTheStore() {
    assertThatThrownBy(() -> read(UUID.randomUUID())).isInstanceOf(Refusal.class);

    assertThat(order).hasSize(2).doesNotContain("read").endsWith("awaited");
  }

  @Test
  void aReadThatFailsHasItsLineToo() {
    assertThatThrownBy(
            () ->
                guard.read(
                    caller(patient),
                    Action.READ_TIMELINE,
                    patient,
                    decision -> {
                      throw new IllegalStateException("no store");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(order).containsExactly("OWN_DATA", "awaited");
  }

  private String read(UUID by) {
    return guard.read(
        caller(by),
        Action.READ_TIMELINE,
        patient,
        decision -> {
          order.add("read");
          return "values";
        });
  }

  private static Caller caller(UUID person) {
    return new Caller(
        new Actor(person, Role.PATIENT),
        Purpose.NONE,
        "GET /patients/{id}/timeline",
        "1",
        new Proof(new UUID(1, 1), NOW, false));
  }
}
