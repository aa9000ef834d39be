package vigie.cli.stack;

import java.util.Map;
import vigie.local.PortTakenException;

/** What a person can do when a part is not ready. */
final class Remedies {

  private static final String READ_MORE =
      "See docs/operations.md, \"When something is not ready\".";

  private static final Map<String, String> BY_PART =
      Map.of(
          StackParts.DATABASE,
          "Remedy: give a running TimescaleDB in VIGIE_DB_URL, VIGIE_DB_USER,"
              + " VIGIE_DB_PASSWORD and VIGIE_DB_MEASURES_PASSWORD, or install PostgreSQL with"
              + " timescaledb.",
          StackParts.KAFKA,
          "Remedy: free disk space if the log says so; after a broken disk, move the folder kafka"
              + " of the data folder away (readings not yet stored are lost with it).",
          StackParts.MQTT,
          "Remedy: see its log; another MQTT 5 broker can be given in VIGIE_MQTT_URL.",
          StackParts.API,
          "Remedy: see its log; it names the setting or the database's answer that stopped it.",
          StackParts.GATEWAY,
          "Remedy: see its log; it names the setting or the connection that is missing.");

  private Remedies() {}

  static String of(String part, Throwable cause) {
    if (cause instanceof PortTakenException) {
      return "";
    }
    String own = BY_PART.get(part);
    return own == null ? READ_MORE : own + System.lineSeparator() + READ_MORE;
  }
}
