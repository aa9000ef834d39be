package vigie.api;

import static vigie.api.SettingText.text;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Matrix;
import vigie.api.access.SecondFactor;
import vigie.api.notify.MqttSettings;
import vigie.api.notify.Network;
import vigie.api.notify.SmtpSettings;
import vigie.api.signin.OidcSettings;
import vigie.api.watchdog.WatchdogSettings;
import vigie.key.MasterKey;

/**
 * Everything that can be set from outside, read once at start.
 *
 * @param host address to listen on; loopback unless set
 * @param port port to listen on; 0 takes a free one
 * @param kafkaBootstrapServers where Kafka is
 * @param databaseUrl JDBC address of the store
 * @param databaseUser role in the store
 * @param databasePassword of that role; empty where the store asks for none
 * @param data the program's own folder: the signing key lies there
 * @param operatorPassword makes or updates the account {@code operator}; null leaves it alone
 * @param tokenLife how long a token is good
 * @param publicUrl how recipients of messages reach this program, without a slash at the end
 * @param smtp how mail leaves
 * @param mqtt the broker where people's applications hear of alerts
 * @param webhookNetworks networks that webhooks may lead to although they are not public
 * @param webhookCa certificates, PEM, of authorities that may vouch for webhooks beside the Java
 *     platform's; null for none
 * @param authority the folder of the certificate authority that the MQTT broker trusts
 * @param patientKeysFile with what patients' keys are wrapped
 * @param credentialGrace how long a device's replaced secret still holds
 * @param watchdog how often the way of an alert is tried
 * @param flink Flink's REST API, asked how AlertJob fares; null for nobody to ask
 * @param zone of the clocks that people go by, wherever none is said
 * @param matrix which profession may see which kind of content
 * @param directory an extract of the national directory of professionals (C-25); null for none
 * @param operator who runs the platform, and where
 * @param secondFactor what is asked of professionals beside a password
 * @param oidc an issuer whose word on who somebody is we take; null for none
 */
public record ApiConfig(
    String host,
    int port,
    String kafkaBootstrapServers,
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    Path data,
    @Nullable String operatorPassword,
    Duration tokenLife,
    String publicUrl,
    SmtpSettings smtp,
    MqttSettings mqtt,
    List<Network> webhookNetworks,
    @Nullable Path webhookCa,
    Path authority,
    Path patientKeysFile,
    Duration credentialGrace,
    WatchdogSettings watchdog,
    @Nullable URI flink,
    ZoneId zone,
    Matrix matrix,
    @Nullable Path directory,
    OperatorSettings operator,
    SecondFactor secondFactor,
    @Nullable OidcSettings oidc) {

  /** Long enough for one consultation, short enough that a stolen token soon dies. */
  public static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

  private static final Duration CREDENTIAL_GRACE_MAX = Duration.ofDays(30);
  private static final int PORT_MAX = 65_535;
  private static final int PASSWORD_LENGTH_MIN = 12;

  /**
   * Reads the settings of the environment.
   *
   * @throws IllegalArgumentException naming the setting, its value and the remedy; or all that
   *     production does not start with
   */
  public static ApiConfig of(Map<String, String> environment) {
    int offset = number(environment, "VIGIE_PORT_OFFSET", 0, 0, 55_000);
    int port = number(environment, "VIGIE_API_PORT", 8080 + offset, 0, PORT_MAX);
    ApiConfig config = read(environment, offset, port);
    if (config.operator().production()) {
      ClosedWays.check(config);
    }
    return config;
  }

  private static ApiConfig read(Map<String, String> environment, int offset, int port) {
    return new ApiConfig(
        text(environment, "VIGIE_API_HOST", "127.0.0.1"),
        port,
        text(environment, "VIGIE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + (9092 + offset)),
        databaseUrl(environment, offset),
        text(environment, "VIGIE_DB_USER", "vigie"),
        environment.getOrDefault("VIGIE_DB_PASSWORD", ""),
        Path.of(text(environment, "VIGIE_DATA", ".vigie/api")),
        operatorPassword(environment),
        TOKEN_LIFE,
        text(environment, "VIGIE_PUBLIC_URL", "http://127.0.0.1:" + port).replaceAll("/+$", ""),
        SmtpSettings.of(environment),
        MqttSettings.of(environment),
        webhookNetworks(environment),
        file(environment, "VIGIE_WEBHOOK_CA"),
        Path.of(text(environment, "VIGIE_AUTHORITY", ".vigie/authority")),
        Path.of(text(environment, MasterKey.SETTING, ".vigie/patient-keys")),
        credentialGrace(environment),
        WatchdogSettings.of(environment),
        flink(environment, offset),
        zone(environment),
        matrix(environment),
        file(environment, "VIGIE_DIRECTORY"),
        OperatorSettings.of(environment),
        secondFactor(environment),
        OidcSettings.of(environment));
  }

  private static SecondFactor secondFactor(Map<String, String> environment) {
    String text = text(environment, "VIGIE_SECOND_FACTOR", "required");
    return switch (text) {
      case "required" -> SecondFactor.REQUIRED;
      case "offered" -> SecondFactor.OFFERED;
      default ->
          throw new IllegalArgumentException(
              "VIGIE_SECOND_FACTOR must be required or offered, was '" + text + "'");
    };
  }

  private static @Nullable URI flink(Map<String, String> environment, int offset) {
    String text = text(environment, "VIGIE_FLINK_URL", "http://127.0.0.1:" + (8081 + offset));
    if (text.equalsIgnoreCase("off")) {
      return null;
    }
    if (!text.matches("https?://[^/]+/?")) {
      throw new IllegalArgumentException(
          "VIGIE_FLINK_URL must look like http://127.0.0.1:8081, or be off, was '" + text + "'");
    }
    return URI.create(text);
  }

  private static String databaseUrl(Map<String, String> environment, int offset) {
    String url =
        text(
            environment,
            "VIGIE_DB_URL",
            "jdbc:postgresql://127.0.0.1:" + (5442 + offset) + "/vigie");
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "VIGIE_DB_URL must begin with jdbc:postgresql:, was '"
              + url
              + "'; for example jdbc:postgresql://127.0.0.1:5442/vigie");
    }
    return url;
  }

  private static List<Network> webhookNetworks(Map<String, String> environment) {
    List<Network> networks = new ArrayList<>();
    for (String each : text(environment, "VIGIE_WEBHOOK_NETWORKS", "").split(",", -1)) {
      if (!each.isBlank()) {
        try {
          networks.add(Network.parse(each.strip()));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("VIGIE_WEBHOOK_NETWORKS: " + e.getMessage(), e);
        }
      }
    }
    return List.copyOf(networks);
  }

  private static @Nullable Path file(Map<String, String> environment, String name) {
    String file = text(environment, name, "");
    return file.isEmpty() ? null : Path.of(file);
  }

  private static Duration credentialGrace(Map<String, String> environment) {
    String text = text(environment, "VIGIE_DEVICE_CREDENTIAL_GRACE", "PT24H");
    try {
      Duration grace = Duration.parse(text);
      if (!grace.isNegative() && grace.compareTo(CREDENTIAL_GRACE_MAX) <= 0) {
        return grace;
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "VIGIE_DEVICE_CREDENTIAL_GRACE must be an ISO 8601 duration from PT0S to "
            + CREDENTIAL_GRACE_MAX
            + " such as PT24H, was '"
            + text
            + "'");
  }

  private static ZoneId zone(Map<String, String> environment) {
    String text = text(environment, "VIGIE_ZONE", "Europe/Paris");
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "VIGIE_ZONE must be a time zone such as Europe/Paris or Indian/Reunion, was '"
              + text
              + "'",
          e);
    }
  }

  private static Matrix matrix(Map<String, String> environment) {
    try {
      return Matrix.load(text(environment, "VIGIE_MATRIX", Matrix.known().get(0)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("VIGIE_MATRIX: " + e.getMessage(), e);
    }
  }

  private static @Nullable String operatorPassword(Map<String, String> environment) {
    String password = environment.get("VIGIE_OPERATOR_PASSWORD");
    if (password == null || password.isEmpty()) {
      return null;
    }
    if (password.length() < PASSWORD_LENGTH_MIN) {
      throw new IllegalArgumentException(
          "VIGIE_OPERATOR_PASSWORD must have at least "
              + PASSWORD_LENGTH_MIN
              + " characters, has "
              + password.length());
    }
    return password;
  }

  private static int number(
      Map<String, String> environment, String name, int otherwise, int min, int max) {
    String value = text(environment, name, Integer.toString(otherwise));
    int number;
    try {
      number = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      number = min - 1;
    }
    if (number < min || number > max) {
      throw new IllegalArgumentException(
          name + " must be a whole number from " + min + " to " + max + ", was '" + value + "'");
    }
    return number;
  }
}
