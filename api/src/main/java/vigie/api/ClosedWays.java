package vigie.api;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.transport.ClosedTransport;

/**
 * In production each way to and from this program is closed to whoever listens on the network: over
 * TLS, or on this machine (C-98). Webhooks and FHIR servers that people name are judged when they
 * are called. Pure.
 */
final class ClosedWays {
  private final List<String> faults = new ArrayList<>();

  private ClosedWays() {}

  /**
   * Looks at all of them.
   *
   * @throws IllegalArgumentException naming each setting that leaves a way open, and its remedy
   */
  static void check(ApiConfig config) {
    ClosedWays ways = new ClosedWays();
    ways.note(ClosedTransport.database(config.databaseUrl()));
    ways.note(
        ClosedTransport.inClear("VIGIE_KAFKA_BOOTSTRAP_SERVERS", config.kafkaBootstrapServers()));
    ways.note(ClosedTransport.listening("VIGIE_API_HOST", config.host()));
    ways.note(ClosedTransport.address("VIGIE_PUBLIC_URL", config.publicUrl(), "https"));
    String broker = config.mqtt().url();
    if (broker != null) {
      ways.note(ClosedTransport.address("VIGIE_PEOPLE_MQTT_URL", broker, "ssl"));
    }
    URI flink = config.flink();
    if (flink != null) {
      ways.note(ClosedTransport.address("VIGIE_FLINK_URL", flink.toString(), "https"));
    }
    String mail = config.smtp().host();
    if (mail != null && !config.smtp().startTls() && !ClosedTransport.loopback(mail)) {
      ways.note("VIGIE_SMTP_HOST is told everything in clear: set VIGIE_SMTP_STARTTLS=true");
    }
    if (!ways.faults.isEmpty()) {
      throw new IllegalArgumentException(
          "VIGIE_MODE=production does not start: "
              + String.join("; ", ways.faults)
              + "; see the deployment checklist in docs/operations.md");
    }
  }

  private void note(@Nullable String fault) {
    if (fault != null) {
      faults.add(fault);
    }
  }
}
