package vigie.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.reading.Category;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** One message that names several devices. */
class SpokenForTest {
  private final IntakeFixture fixture = new IntakeFixture().withNamedDevices();

  @Test
  void aReadingIsOfTheDeviceThatTheMessageNames() {
    IntakeResult result = decide("{'oximeter-51c0':[{'spo2':96}],'watch-01':[{'hr':61}]}");
    assertThat(result.rejected()).isEmpty();
    assertThat(result.accepted())
        .extracting(reading -> reading.device() + " " + reading.metric().id())
        .containsExactly("watch-01 heart-rate", "oximeter-51c0 spo2");
  }

  @Test
  @Tag("C-20")
  void whatIsNotBoundAsAGatewaySpeaksForItselfOnly() {
    IntakeResult result =
        IntakeFixture.decide(
            fixture.intake,
            "oximeter-51c0",
            "gateway",
            bytes("{'watch-01':[{'hr':61}],'oximeter-51c0':[{'spo2':96}]}"));
    assertThat(result.accepted())
        .extracting(reading -> reading.device().toString())
        .containsExactly("oximeter-51c0");
    assertThat(result.rejected())
        .extracting(RejectedReading::reason)
        .containsExactly(RejectionReason.FOREIGN_DEVICE);
  }

  @Test
  void oneStrangerLosesNoneOfItsNeighbours() {
    IntakeResult result =
        decide(
            "{'nobodys':[{'hr':61}],'neighbours-watch':[{'hr':62}],'lost-watch':[{'hr':63}],"
                + "'cuff-07a1':[7,{'sys':128,'dia':81}],'oximeter-51c0':[{'spo2':96}]}");
    assertThat(result.accepted()).hasSize(3);
    assertThat(result.rejected())
        .extracting(rejected -> rejected.reason() + " " + rejected.path())
        .containsExactly(
            "UNBOUND_DEVICE nobodys[0].hr",
            "FOREIGN_DEVICE neighbours-watch[0].hr",
            "REVOKED_DEVICE lost-watch[0].hr",
            "MALFORMED cuff-07a1[0]");
  }

  @Test
  @Tag("C-34")
  void noBytesAreKeptOfAMessageThatMayHoldAnotherPersonsValues() {
    IntakeResult result = decide("{'oximeter-51c0':[{'aura':7}],'neighbours-watch':[{'hr':62}]}");
    assertThat(result.rejected()).hasSize(2).allMatch(rejected -> rejected.payload().length == 0);
    assertThat(result.rejected())
        .extracting(RejectedReading::patient)
        .containsExactly(IntakeFixture.PATIENT, null);
  }

  @Test
  @Tag("C-34")
  void whereAGatewayMayServeSeveralPatientsEachConsentCountsForItself() {
    Intake ward = fixture.serving((sender, named) -> true);
    fixture.directory.consents.put(IntakeFixture.NEIGHBOUR, Set.of(Category.HEART_RATE));
    IntakeResult result =
        IntakeFixture.decide(
            ward,
            IntakeFixture.DEVICE,
            "gateway",
            bytes("{'oximeter-51c0':[{'spo2':96}],'neighbours-watch':[{'hr':62,'spo2':97}]}"));
    assertThat(result.accepted())
        .extracting(reading -> reading.patient() + " " + reading.metric().id())
        .containsExactly(IntakeFixture.NEIGHBOUR + " heart-rate", IntakeFixture.PATIENT + " spo2");
    assertThat(result.rejected())
        .extracting(RejectedReading::reason)
        .containsExactly(RejectionReason.NO_CONSENT);
    assertThat(result.rejected().get(0).patient()).isEqualTo(IntakeFixture.NEIGHBOUR);
  }

  private IntakeResult decide(String payload) {
    return fixture.decide("gateway", bytes(payload));
  }

  private static byte[] bytes(String payload) {
    return payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
