package vigie.cli.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.local.ClassPaths;
import vigie.local.FlinkCluster;
import vigie.local.FlinkSettings;
import vigie.local.KafkaServer;
import vigie.local.MqttServer;
import vigie.local.ServerProcess;
import vigie.local.TimescaleInstallation;
import vigie.local.TimescaleServer;

/** The parts of a stack: how each is started, and which must be ready before it. */
final class Parts {

  /** Starts a process and keeps it running from then on. */
  @FunctionalInterface
  interface Running {

    /**
     * Returns when the process is ready.
     *
     * @param address where it serves, as people are told
     * @param afterRestart run each time when it came back
     * @return what to say of it
     */
    String keep(ServerProcess process, String address, Runnable afterRestart);
  }

  private static final String TOPICS = "topics";

  private final StackSettings settings;
  private final Addresses addresses;
  private final Set<String> wanted;
  private final Running running;
  private final Programs programs;

  Parts(StackSettings settings, Addresses addresses, Set<String> wanted, Running running) {
    this.settings = settings;
    this.addresses = addresses;
    this.wanted = wanted;
    this.running = running;
    this.programs = new Programs(settings, addresses);
  }

  /** The order of the start; a part that is not wanted is left out, and nobody waits for it. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    addStep(steps, StackParts.KAFKA, List.of(), this::startKafka);
    if (wanted.contains(StackParts.KAFKA)) {
      steps.add(new Step(TOPICS, List.of(StackParts.KAFKA), this::makeTopics));
    }
    addStep(steps, StackParts.DATABASE, List.of(), this::startDatabase);
    addStep(steps, StackParts.MQTT, List.of(), this::startMqtt);
    if (wanted.contains(StackParts.JOB_MANAGER)) {
      addFlink(steps);
    }
    addStep(
        steps,
        StackParts.API,
        List.of(TOPICS, StackParts.DATABASE),
        () -> running.keep(programs.api(), addresses.api().toString(), () -> {}));
    addStep(
        steps,
        StackParts.GATEWAY,
        List.of(TOPICS, StackParts.MQTT),
        () -> running.keep(programs.gateway(), addresses.gateway().toString(), () -> {}));
    return steps;
  }

  private void addStep(List<Step> steps, String part, List<String> after, Step.Action action) {
    if (wanted.contains(part)) {
      List<String> present =
          after.stream()
              .filter(name -> steps.stream().anyMatch(s -> s.name().equals(name)))
              .toList();
      steps.add(new Step(part, present, action));
    }
  }

  private void addFlink(List<Step> steps) {
    FlinkCluster cluster =
        new FlinkCluster(
            settings.ports(),
            settings.data().resolve("flink"),
            settings.data().resolve("logs"),
            ClassPaths.of("jobs"),
            FlinkSettings.DEFAULT,
            programs.jobsEnvironment());
    StackJobs jobs = new StackJobs(cluster);
    String url = cluster.url();
    addStep(
        steps,
        StackParts.JOB_MANAGER,
        List.of(),
        () -> running.keep(cluster.jobManager(), url, jobs::resubmit));
    addStep(
        steps,
        StackParts.TASK_MANAGER,
        List.of(),
        () -> running.keep(cluster.taskManager(), "4 slots", () -> {}));
    List<String> before = List.of(TOPICS, StackParts.JOB_MANAGER);
    steps.add(new Step("alert job", before, jobs::startAlerts));
    steps.add(new Step("timeline job", before, jobs::startTimeline));
  }

  private String startMqtt() {
    var given = settings.givenMqtt();
    if (given.isPresent()) {
      return given.orElseThrow() + ", given by " + MqttServer.URL_VARIABLE;
    }
    Map<String, String> environment = new HashMap<>(settings.ownVariables());
    environment.putIfAbsent(
        MqttServer.PEOPLE_KEYS_VARIABLE,
        settings.data().resolve(StackParts.API).resolve("public-keys.json").toString());
    MqttServer server =
        new MqttServer(
            settings.ports(),
            settings.data().resolve("mqtt"),
            settings.logFile(StackParts.MQTT),
            settings.secrets(),
            environment);
    return running.keep(server.process(), server.url(), () -> {});
  }

  private String startKafka() {
    KafkaServer kafka =
        new KafkaServer(
            settings.ports(), settings.data().resolve("kafka"), settings.logFile(StackParts.KAFKA));
    return running.keep(kafka.process(), addresses.kafka(), () -> {});
  }

  private String startDatabase() {
    var given = settings.givenDatabase();
    if (given.isPresent()) {
      if (wanted.contains(StackParts.JOB_MANAGER)) {
        TimescaleElsewhere.check(programs.measures());
      }
      return TimescaleElsewhere.check(given.orElseThrow());
    }
    TimescaleServer server =
        new TimescaleServer(
            TimescaleInstallation.find(settings.environment()),
            settings.ports(),
            settings.data().resolve("postgres"),
            settings.logFile(StackParts.DATABASE),
            settings.secrets());
    return running.keep(server.process(), server.database().jdbcUrl(), () -> {});
  }

  private String makeTopics() {
    KafkaTopics.create(addresses.kafka());
    return "";
  }
}
