package vigie.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.gateway.GatewayFixture;
import vigie.intake.DeviceMessage;
import vigie.intake.IntakeResult;

class MicrometerIngestMetricsTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MicrometerIngestMetrics metrics = new MicrometerIngestMetrics(registry);
  private final GatewayFixture gateway = new GatewayFixture();

  @Test
  @Tag("C-94")
  void receivedIsAcceptedPlusRejectedPlusFailedPlusInFlight() {
    IntakeResult mixed =
        decide(
            "{\"ts\":1772433670000,\"who\":1,\"values\":{\"hr\":72,\"spo2\":96,\"temp\":36.9,"
                + "\"aura\":7}}");
    IntakeResult broken = decide("{");
    metrics.received(mixed);
    metrics.received(broken);
    metrics.received(mixed);
    assertThat(count("readings_received_total")).isEqualTo(9);
    assertThat(count("readings_in_flight")).isEqualTo(9);
    metrics.kept(mixed, 1_000_000);
    metrics.kept(broken, 1_000_000);
    metrics.failed(mixed);
    assertThat(count("readings_in_flight")).isZero();
    assertThat(count("readings_accepted_total")).isEqualTo(3);
    assertThat(count("readings_failed_total")).isEqualTo(4);
    assertThat(rejected()).isEqualTo(2);
    assertThat(count("readings_received_total"))
        .isEqualTo(count("readings_accepted_total") + rejected() + count("readings_failed_total"));
    assertThat(count("fields_dropped_total")).isEqualTo(2);
  }

  @Test
  void processorTimeIsShownSoThatACostPerMessageCanBeTold() {
    assertThat(registry.scrape()).containsPattern("(?m)^process_cpu_seconds_total [0-9.E-]+$");
  }

  private IntakeResult decide(String payload) {
    return gateway.intake.decide(
        new DeviceMessage(
            GatewayFixture.DEVICE,
            "json",
            "",
            payload.getBytes(StandardCharsets.UTF_8),
            GatewayFixture.TOPIC),
        GatewayFixture.NOW);
  }

  private double rejected() {
    return count("readings_rejected_total");
  }

  private double count(String name) {
    return registry
        .scrape()
        .lines()
        .filter(line -> line.matches("vigie_gateway_" + name + "(\\{.*)? .*"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
