package vigie.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vigie.Topic;
import vigie.local.junit.DatabaseExtension;
import vigie.local.junit.KafkaExtension;

/** Runs the API on a fresh store and the shared Kafka, for one test class. */
public final class ApiExtension implements BeforeAllCallback, AfterAllCallback {
  static final String OPERATOR_PASSWORD = "operator-password-of-tests";

  private final KafkaExtension kafka = new KafkaExtension();
  private final DatabaseExtension database = new DatabaseExtension();
  private final Supplier<Map<String, String>> settings;
  private @Nullable ApplicationContext context;
  private @Nullable Path data;

  /** For a static field with {@code @RegisterExtension}. */
  public ApiExtension() {
    this(Map.of());
  }

  /**
   * The same with settings of its own.
   *
   * @param settings of the environment, beside those of {@link #config}
   */
  public ApiExtension(Map<String, String> settings) {
    this(() -> settings);
  }

  /**
   * The same with settings that are known only once servers run.
   *
   * @param settings asked when this class's tests begin
   */
  public ApiExtension(Supplier<Map<String, String>> settings) {
    this.settings = settings;
  }

  @Override
  public void beforeAll(ExtensionContext extension) throws Exception {
    kafka.beforeAll(extension);
    database.beforeAll(extension);
    createTopics();
    data = Files.createTempDirectory("vigie-api");
    context = ApiApplication.start(config());
  }

  @Override
  public void afterAll(ExtensionContext extension) throws Exception {
    if (context != null) {
      context.close();
    }
    database.afterAll(extension);
  }

  /** The settings it runs with. */
  public ApiConfig config() {
    Map<String, String> environment = new HashMap<>();
    environment.put("VIGIE_API_PORT", "0");
    environment.put("VIGIE_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("VIGIE_DB_URL", database.jdbcUrl());
    environment.put("VIGIE_DB_USER", database.user());
    environment.put("VIGIE_DB_PASSWORD", database.password());
    environment.put("VIGIE_DATA", String.valueOf(data));
    environment.put("VIGIE_AUTHORITY", data + "/authority");
    environment.put("VIGIE_PATIENT_KEYS_FILE", kafka.patientKeysFile().toString());
    environment.put("VIGIE_OPERATOR_PASSWORD", OPERATOR_PASSWORD);
    // No job runs beside it that would decide.
    environment.put("VIGIE_WATCHDOG_PERIOD", "off");
    environment.put("VIGIE_FLINK_URL", "off");
    // Its people sign in with a password; SecondFactorIT has it required.
    environment.put("VIGIE_SECOND_FACTOR", "offered");
    environment.putAll(settings.get());
    return ApiConfig.of(environment);
  }

  /** The running program's objects. */
  public ApplicationContext context() {
    ApplicationContext started = context;
    if (started == null) {
      throw new IllegalStateException("register ApiExtension as a static field");
    }
    return started;
  }

  /** Ends the program and starts it again, as after an update. */
  public void restart() {
    context().close();
    context = ApiApplication.start(config());
  }

  /** A client that has not signed in. */
  public ApiClient client() {
    return new ApiClient(context().getBean(EmbeddedServer.class).getURI(), null, "FOLLOW_UP");
  }

  /** A client signed in as the operator. */
  public ApiClient operator() {
    return client().signIn("operator", OPERATOR_PASSWORD);
  }

  /** The store. */
  public DatabaseExtension database() {
    return database;
  }

  /** Kafka. */
  public KafkaExtension kafka() {
    return kafka;
  }

  /** Puts a record on a topic in clear, as another program would; returns when Kafka has it. */
  public void publish(String topic, Object key, byte[] value) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key.toString(), value)).get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("nothing reached " + topic, e);
    }
  }

  private void createTopics() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Set<String> there = admin.listTopics().names().get();
      List<NewTopic> missing =
          Topic.ALL.stream()
              .filter(topic -> !there.contains(topic.name()))
              .map(
                  topic ->
                      new NewTopic(topic.name(), Topic.PARTITIONS, (short) 1)
                          .configs(topic.settings()))
              .toList();
      admin.createTopics(missing).all().get();
    }
  }
}
