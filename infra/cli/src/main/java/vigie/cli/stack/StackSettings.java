package vigie.cli.stack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vigie.local.PatientKeysFile;
import vigie.local.Ports;
import vigie.local.Secrets;
import vigie.local.TimescaleDatabase;

/**
 * Where a stack lives and how it differs from the defaults.
 *
 * @param data the stack's data folder; absolute
 * @param ports the stack's ports
 * @param environment the environment variables the programs are to see beside their own
 */
public record StackSettings(Path data, Ports ports, Map<String, String> environment) {

  private static final String MQTT_URL = "VIGIE_MQTT_URL";

  /** Makes the folder absolute and copies the map. */
  public StackSettings {
    data = data.toAbsolutePath().normalize();
    environment = Map.copyOf(environment);
  }

  /**
   * Reads the settings.
   *
   * @param data the data folder, made when missing
   * @param environment usually {@code System.getenv()}
   * @throws IllegalArgumentException naming the variable that makes no sense
   */
  public static StackSettings of(Path data, Map<String, String> environment) {
    StackSettings settings = new StackSettings(data, Ports.of(environment), environment);
    settings.givenDatabase();
    settings.givenMqtt();
    return settings;
  }

  /** The same stack with further environment variables, which win over those there are. */
  public StackSettings with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new StackSettings(data, Ports.of(all), all);
  }

  /** The database that the environment names instead of one of the stack's own. */
  public Optional<TimescaleDatabase> givenDatabase() {
    return TimescaleDatabase.of(environment);
  }

  /** The MQTT broker that the environment names instead of one of the stack's own. */
  public Optional<String> givenMqtt() {
    return Optional.ofNullable(environment.get(MQTT_URL))
        .filter(url -> !url.isBlank())
        .map(
            url -> {
              if (!url.matches("(tcp|ssl|mqtt|mqtts)://[^/]+:[0-9]+/?")) {
                throw new IllegalArgumentException(
                    MQTT_URL + " must look like tcp://host:1883, but is '" + url + "'");
              }
              return url;
            });
  }

  /** The stack's secrets, made at the first need. */
  public Secrets secrets() {
    return new Secrets(data.resolve("secrets.properties"));
  }

  /** The file with which patients' keys are wrapped, made at the first need unless it is given. */
  public Path patientKeysFile() {
    String given = environment.get(PatientKeysFile.SETTING);
    return given == null || given.isBlank()
        ? PatientKeysFile.ensure(data.resolve("patient-keys"))
        : Path.of(given).toAbsolutePath();
  }

  /** The log file of a part. */
  public Path logFile(String part) {
    return data.resolve("logs").resolve(part + ".log");
  }

  /** Only the variables of this project, by name. */
  public Map<String, String> ownVariables() {
    Map<String, String> own = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("VIGIE_")) {
            own.put(name, value);
          }
        });
    return own;
  }
}
