package vigie.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Severity;
import vigie.api.thirdparty.ThirdParties;
import vigie.reading.PatientId;

@Tag("C-67")
class FhirTextsTest {
  private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void whatWasNotedOfAnAlertLosesThirdPartiesAndIsLabelled() {
    LongAdder taken = new LongAdder();
    DetectedIssue plain = AlertMapper.issue(acknowledged("on it"));
    DetectedIssue named = AlertMapper.issue(acknowledged("her son Léo called, Léo comes"));

    List<Resource> left = texts(taken).without(List.of(plain, named));

    assertThat(left).containsExactly(plain, named);
    assertThat(plain.getMitigationFirstRep().getAction().getText())
        .isEqualTo("ACKNOWLEDGED: on it");
    assertThat(plain.getMeta().hasSecurity()).isFalse();
    assertThat(named.getMitigationFirstRep().getAction().getText())
        .isEqualTo("ACKNOWLEDGED: her son […] called, […] comes");
    assertThat(named.getMeta().getSecurityFirstRep().getCode()).isEqualTo("REDACTED");
    assertThat(taken.sum()).isEqualTo(2);
  }

  private static FhirTexts texts(LongAdder taken) {
    return new FhirTexts(
        () ->
            new ThirdParties(List.of(new ThirdParties.Name("Léo", "Blanc", ThirdParties.Tie.NEAR))),
        taken);
  }

  private static AlertTransition acknowledged(String note) {
    PatientId patient = new PatientId(UUID.fromString("3f9a0c1e-5d42-4f0b-9a57-0d5b6a1c2e3f"));
    return new AlertTransition(
        AlertTransition.alertId(patient, "family", AT),
        1,
        patient,
        "family",
        AlertPhase.ACKNOWLEDGED,
        Cause.ACKNOWLEDGED,
        Severity.HIGH,
        Severity.HIGH,
        "HR-2",
        1,
        null,
        "heart-rate",
        ">= 131",
        140,
        140,
        AT,
        AT,
        AT,
        false,
        1,
        List.of(),
        patient.value(),
        note,
        null);
  }
}
