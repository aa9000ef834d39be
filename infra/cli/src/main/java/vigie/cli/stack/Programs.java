package vigie.cli.stack;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vigie.local.ClassPaths;
import vigie.local.JavaCommand;
import vigie.local.PatientKeysFile;
import vigie.local.ServerProcess;
import vigie.local.ServerSpec;
import vigie.local.TimescaleDatabase;

/** The project's own programs, each as a process with its settings in the environment. */
final class Programs {

  private static final String GATEWAY_USER = "vigie-gateway";
  private static final String NOTIFY_USER = "vigie-notify";
  private static final String PEOPLE_MQTT_URL = "VIGIE_PEOPLE_MQTT_URL";

  private static final String DB_USER = TimescaleDatabase.USER_VARIABLE;
  private static final String DB_PASSWORD = TimescaleDatabase.PASSWORD_VARIABLE;
  private static final String OPERATOR_PASSWORD = "VIGIE_OPERATOR_PASSWORD";

  private static final int SECOND_GATEWAY_PORT = 8093;

  private final StackSettings settings;
  private final Addresses addresses;

  Programs(StackSettings settings, Addresses addresses) {
    this.settings = settings;
    this.addresses = addresses;
  }

  ServerProcess gateway() {
    return gateway(StackParts.GATEWAY, settings.ports().gateway(), gatewayEnvironment());
  }

  /** A further replica, from 1 on, with a management port of its own. */
  ServerProcess gateway(int replica, Duration sessionExpiry) {
    int port = settings.ports().moved(SECOND_GATEWAY_PORT + replica - 1);
    Map<String, String> environment = gatewayEnvironment();
    environment.put("VIGIE_GATEWAY_REPLICA", Integer.toString(replica));
    environment.put("VIGIE_GATEWAY_SESSION_EXPIRY", sessionExpiry.toString());
    return gateway(StackParts.GATEWAY + "-" + replica, port, environment);
  }

  /**
   * A program of the API's that does one thing and ends, not started; what it says comes as one.
   *
   * @param further settings, which win
   * @param argument its only one; empty for none
   */
  ProcessBuilder once(String mainClass, Map<String, String> further, String argument) {
    ProcessBuilder process =
        new ProcessBuilder(
                JavaCommand.of(
                    Stack.PROGRAM_MEMORY,
                    ClassPaths.of(StackParts.API),
                    mainClass,
                    argument.isEmpty() ? List.of() : List.of(argument)))
            .redirectErrorStream(true);
    process.environment().putAll(environment());
    process.environment().put("VIGIE_DATA", settings.data().resolve(StackParts.API).toString());
    process.environment().putAll(further);
    return process;
  }

  ServerProcess api() {
    int port = settings.ports().api();
    Map<String, String> environment = environment();
    environment.put("VIGIE_API_PORT", Integer.toString(port));
    environment.put("VIGIE_AUTHORITY", settings.data().resolve("authority").toString());
    environment.computeIfAbsent(
        OPERATOR_PASSWORD, key -> settings.secrets().secret(Stack.OPERATOR_SECRET));
    // A broker that runs elsewhere knows no people unless somebody says so.
    if (settings.givenMqtt().isEmpty() && !environment.containsKey(PEOPLE_MQTT_URL)) {
      environment.put(PEOPLE_MQTT_URL, addresses.mqtt());
      environment.put("VIGIE_PEOPLE_MQTT_USERNAME", NOTIFY_USER);
      environment.put(
          "VIGIE_PEOPLE_MQTT_PASSWORD", settings.secrets().secret("mqtt." + NOTIFY_USER));
    }
    // The people of demo, replay and load are simulated; who runs it for others requires it.
    environment.putIfAbsent("VIGIE_SECOND_FACTOR", "offered");
    return program(StackParts.API, StackParts.API, port, "vigie.api.ApiApplication", environment);
  }

  /**
   * What each Flink process finds in its environment: of the store the role that carries measures
   * and may not read who people are (C-17), and not the password of who makes accounts.
   *
   * @throws IllegalArgumentException when the database runs elsewhere and that role's password is
   *     not said
   */
  Map<String, String> jobsEnvironment() {
    TimescaleDatabase measures = measures();
    Map<String, String> environment = environment();
    environment.remove(OPERATOR_PASSWORD);
    environment.put(DB_USER, measures.user());
    environment.put(DB_PASSWORD, measures.password());
    return environment;
  }

  /** What a gateway finds: it has no part in the store, and knows nobody. */
  Map<String, String> gatewayEnvironment() {
    Map<String, String> environment = environment();
    environment
        .keySet()
        .removeAll(
            List.of(
                OPERATOR_PASSWORD,
                TimescaleDatabase.URL_VARIABLE,
                DB_USER,
                DB_PASSWORD,
                TimescaleDatabase.MEASURES_PASSWORD_VARIABLE));
    return environment;
  }

  /** The store, for who carries measures alone. */
  TimescaleDatabase measures() {
    return TimescaleDatabase.measures(settings.environment())
        .orElseGet(
            () ->
                addresses
                    .database()
                    .as(
                        TimescaleDatabase.MEASURES_USER,
                        settings.secrets().secret(TimescaleDatabase.MEASURES_SECRET)));
  }

  private Map<String, String> environment() {
    var ports = settings.ports();
    Map<String, String> all = new HashMap<>(settings.ownVariables());
    all.put("VIGIE_PORT_OFFSET", Integer.toString(ports.offset()));
    all.put("VIGIE_KAFKA_BOOTSTRAP_SERVERS", addresses.kafka());
    all.put("VIGIE_MQTT_URL", addresses.mqtt());
    all.put(TimescaleDatabase.URL_VARIABLE, addresses.database().jdbcUrl());
    all.put(DB_USER, addresses.database().user());
    all.put(DB_PASSWORD, addresses.database().password());
    all.put(PatientKeysFile.SETTING, settings.patientKeysFile().toString());
    return all;
  }

  private ServerProcess gateway(String name, int port, Map<String, String> environment) {
    environment.put("VIGIE_GATEWAY_PORT", Integer.toString(port));
    environment.putIfAbsent("VIGIE_MQTT_USERNAME", GATEWAY_USER);
    environment.computeIfAbsent(
        "VIGIE_MQTT_PASSWORD", key -> settings.secrets().secret("mqtt." + GATEWAY_USER));
    return program(name, StackParts.GATEWAY, port, "vigie.gateway.Gateway", environment);
  }

  private ServerProcess program(
      String name, String part, int port, String mainClass, Map<String, String> environment) {
    environment.put("VIGIE_DATA", settings.data().resolve(name).toString());
    return new ServerProcess(
        new ServerSpec(
            name,
            List.of(port),
            settings.logFile(name),
            () -> {},
            JavaCommand.of(Stack.PROGRAM_MEMORY, ClassPaths.of(part), mainClass, List.of()),
            environment,
            "TERM",
            new HttpReadiness(port, "/health")));
  }
}
