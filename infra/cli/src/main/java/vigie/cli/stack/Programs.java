package vigie.cli.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vigie.local.ClassPaths;
import vigie.local.JavaCommand;
import vigie.local.ServerProcess;
import vigie.local.ServerSpec;

/** The project's own programs, each as a process with its settings in the environment. */
final class Programs {

  private static final String GATEWAY_USER = "vigie-gateway";

  private final StackSettings settings;
  private final Addresses addresses;

  Programs(StackSettings settings, Addresses addresses) {
    this.settings = settings;
    this.addresses = addresses;
  }

  ServerProcess gateway() {
    return program(
        StackParts.GATEWAY,
        settings.ports().gateway(),
        "vigie.gateway.Gateway",
        Stack.PROGRAM_MEMORY);
  }

  ServerProcess api() {
    return program(
        StackParts.API, settings.ports().api(), "vigie.api.ApiApplication", Stack.PROGRAM_MEMORY);
  }

  /** What every program, and each Flink process, finds in its environment. */
  Map<String, String> environment() {
    var ports = settings.ports();
    Map<String, String> all = new HashMap<>(settings.ownVariables());
    all.put("VIGIE_PORT_OFFSET", Integer.toString(ports.offset()));
    all.put("VIGIE_KAFKA_BOOTSTRAP_SERVERS", addresses.kafka());
    all.put("VIGIE_MQTT_URL", addresses.mqtt());
    all.put("VIGIE_DB_URL", addresses.database().jdbcUrl());
    all.put("VIGIE_DB_USER", addresses.database().user());
    all.put("VIGIE_DB_PASSWORD", addresses.database().password());
    return all;
  }

  private ServerProcess program(String name, int port, String mainClass, List<String> options) {
    Map<String, String> environment = environment();
    environment.put("VIGIE_DATA", settings.data().resolve(name).toString());
    if (name.equals(StackParts.GATEWAY)) {
      environment.put("VIGIE_GATEWAY_PORT", Integer.toString(port));
      environment.putIfAbsent("VIGIE_MQTT_USERNAME", GATEWAY_USER);
      environment.computeIfAbsent(
          "VIGIE_MQTT_PASSWORD", key -> settings.secrets().secret("mqtt." + GATEWAY_USER));
    } else {
      environment.put("VIGIE_API_PORT", Integer.toString(port));
      environment.computeIfAbsent(
          "VIGIE_OPERATOR_PASSWORD", key -> settings.secrets().secret(Stack.OPERATOR_SECRET));
    }
    return new ServerProcess(
        new ServerSpec(
            name,
            List.of(port),
            settings.logFile(name),
            () -> {},
            JavaCommand.of(options, ClassPaths.of(name), mainClass, List.of()),
            environment,
            "TERM",
            new HttpReadiness(port, "/health")));
  }
}
