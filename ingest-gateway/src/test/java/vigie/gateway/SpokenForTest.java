package vigie.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.gateway.decode.PayloadFormats;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** One message that names several devices. */
class SpokenForTest {
  private static final String TOPIC = "vigie/v1/watch-01/gateway";

  private final GatewayFixture gateway = new GatewayFixture().withNamedDevices();

  @Test
  void aReadingIsOfTheDeviceThatTheMessageNames() {
    IngestResult result = decide("{'oximeter-51c0':[{'spo2':96}],'watch-01':[{'hr':61}]}");
    assertThat(result.rejected()).isEmpty();
    assertThat(result.accepted())
        .extracting(reading -> reading.device() + " " + reading.metric().id())
        .containsExactly("oximeter-51c0 spo2", "watch-01 heart-rate");
  }

  @Test
  @Tag("C-20")
  void whatIsNotBoundAsAGatewaySpeaksForItselfOnly() {
    IngestResult result =
        gateway.decide(
            "vigie/v1/oximeter-51c0/gateway",
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
    IngestResult result =
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
    IngestResult result = decide("{'oximeter-51c0':[{'aura':7}],'neighbours-watch':[{'hr':62}]}");
    assertThat(result.rejected()).hasSize(2).allMatch(rejected -> rejected.payload().length == 0);
    assertThat(result.rejected())
        .extracting(RejectedReading::patient)
        .containsExactly(GatewayFixture.PATIENT, null);
  }

  @Test
  @Tag("C-34")
  void whereAGatewayMayServeSeveralPatientsEachConsentCountsForItself() {
    IngestPipeline ward =
        new IngestPipeline(
            Clock.fixed(GatewayFixture.NOW, ZoneOffset.UTC),
            PayloadFormats.standard(MetricCatalogue.standard()),
            gateway.bindings,
            gateway.consents,
            (sender, named) -> true,
            gateway.publisher,
            gateway.metrics,
            GatewayFixture.PAYLOAD_BYTES_MAX);
    gateway.consents.update(
        GatewayFixture.NEIGHBOUR,
        GatewayFixture.profile(GatewayFixture.NEIGHBOUR, Set.of(Category.HEART_RATE), 1));
    IngestResult result =
        ward.decide(
            TOPIC,
            "",
            bytes("{'oximeter-51c0':[{'spo2':96}],'neighbours-watch':[{'hr':62,'spo2':97}]}"),
            GatewayFixture.NOW);
    assertThat(result.accepted())
        .extracting(reading -> reading.patient() + " " + reading.metric().id())
        .containsExactly(
            GatewayFixture.PATIENT + " spo2", GatewayFixture.NEIGHBOUR + " heart-rate");
    assertThat(result.rejected())
        .extracting(RejectedReading::reason)
        .containsExactly(RejectionReason.NO_CONSENT);
    assertThat(result.rejected().get(0).patient()).isEqualTo(GatewayFixture.NEIGHBOUR);
  }

  private IngestResult decide(String payload) {
    return gateway.decide(TOPIC, bytes(payload));
  }

  private static byte[] bytes(String payload) {
    return payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
