package vigie.api.notify;

import static vigie.api.SettingText.text;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The broker where people's applications hear of alerts.
 *
 * @param url {@code tcp://host:port} or {@code ssl://host:port}; null when there is none: then
 *     nobody is reached over MQTT
 * @param username whom to sign in as; client ids begin with it
 * @param password of that user; empty for none
 * @param authorities certificates, PEM, of authorities that may vouch for the broker beside the
 *     Java platform's; null for none
 */
public record MqttSettings(
    @Nullable String url, String username, String password, @Nullable Path authorities) {
  static final String CA = "VIGIE_PEOPLE_MQTT_CA";

  /**
   * Reads {@code VIGIE_PEOPLE_MQTT_URL}, {@code _USERNAME} ({@code vigie-notify}), {@code
   * _PASSWORD} and {@code _CA}.
   *
   * @throws IllegalArgumentException naming the setting, its value and the remedy
   */
  public static MqttSettings of(Map<String, String> environment) {
    String url = text(environment, "VIGIE_PEOPLE_MQTT_URL", "");
    if (!url.isEmpty() && !url.matches("(tcp|ssl)://[^/:]+:[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "VIGIE_PEOPLE_MQTT_URL must look like tcp://host:1883 or ssl://host:8883, was '"
              + url
              + "'");
    }
    String authorities = text(environment, CA, "");
    return new MqttSettings(
        url.isEmpty() ? null : url,
        text(environment, "VIGIE_PEOPLE_MQTT_USERNAME", "vigie-notify"),
        environment.getOrDefault("VIGIE_PEOPLE_MQTT_PASSWORD", ""),
        authorities.isEmpty() ? null : Path.of(authorities));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "MqttSettings[url=" + url + ", username=" + username + "]";
  }
}
