package vigie.gateway;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;
import vigie.Topic;
import vigie.Topics;
import vigie.codec.Codec;
import vigie.codec.Codecs;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.device.DeviceStatus;
import vigie.gateway.mqtt.MqttSettings;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;
import vigie.key.MasterKey;
import vigie.key.PatientKey;
import vigie.local.junit.KafkaExtension;
import vigie.local.junit.MqttExtension;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;

/** The real servers as tests need them: topics made, devices bound, readings read back. */
public final class LiveStack {
  public static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SECRET = "a device's secret";

  private static final Map<String, KafkaSeal> OPENERS = new ConcurrentHashMap<>();

  private final KafkaExtension kafka;
  private final MqttExtension mqtt;
  private final Set<PatientId> withKey = new HashSet<>();

  public LiveStack(KafkaExtension kafka, MqttExtension mqtt) {
    this.kafka = kafka;
    this.mqtt = mqtt;
    makeTopics(kafka);
  }

  public static void makeTopics(KafkaExtension kafka) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Set<String> there = admin.listTopics().names().get();
      admin
          .createTopics(
              Topic.ALL.stream()
                  .filter(topic -> !there.contains(topic.name()))
                  .map(
                      topic ->
                          new NewTopic(topic.name(), Topic.PARTITIONS, (short) 1)
                              .configs(topic.settings()))
                  .toList())
          .all()
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A device that may sign in, of a patient of its own who consents to these. */
  public DeviceId device(Category... consents) {
    DeviceId device = new DeviceId("d-" + UUID.randomUUID());
    PatientId patient = new PatientId(UUID.randomUUID());
    consent(patient, 1, consents);
    bind(device, patient, true);
    return device;
  }

  public void bind(DeviceId device, PatientId patient, boolean active) {
    send(
        Topics.DEVICE,
        device.value(),
        Codecs.DEVICE.encode(
            new DeviceBinding(
                device,
                patient,
                "watch",
                Duration.ofSeconds(1),
                Credential.of(SECRET, new SecureRandom()),
                active,
                Instant.EPOCH)));
  }

  public void consent(PatientId patient, long version, Category... categories) {
    if (withKey.add(patient)) {
      makeKey(kafka, patient);
    }
    profile(patient, version, categories);
  }

  /** As of a patient from before there were keys. */
  public void profile(PatientId patient, long version, Category... categories) {
    send(
        Topics.PATIENT,
        patient.toString(),
        Codecs.PATIENT.encode(
            new PatientProfile(
                patient, version, Set.of(categories), null, null, List.of(), Set.of())));
  }

  /** As the API does it for a new patient. */
  public static void makeKey(KafkaExtension kafka, PatientId patient) {
    byte[] wrapped =
        MasterKey.read(kafka.patientKeysFile())
            .wrap(patient.value(), PatientKey.random(new SecureRandom()));
    send(kafka, Topics.PATIENT_KEY, patient.toString(), wrapped);
  }

  /** As an erasure does it. */
  public void destroyKey(PatientId patient) {
    send(kafka, Topics.PATIENT_KEY, patient.toString(), null);
  }

  private void send(String topic, String key, byte[] value) {
    send(kafka, topic, key, value);
  }

  private static void send(
      KafkaExtension kafka, String topic, String key, byte @Nullable [] value) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The device, signed in; waits until the broker has heard of it. */
  public MqttClient connected(DeviceId device) {
    return connected(device, new MqttConnectionOptions());
  }

  /** The same with this as its last status, which the broker publishes when it loses it. */
  public MqttClient connected(DeviceId device, String lastStatus) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setWill(
        "vigie/v1/" + device + "/status",
        new MqttMessage(lastStatus.getBytes(StandardCharsets.UTF_8), 1, false, null));
    return connected(device, options);
  }

  private MqttClient connected(DeviceId device, MqttConnectionOptions options) {
    options.setUserName(device.value());
    options.setPassword(SECRET.getBytes(StandardCharsets.UTF_8));
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> tryConnect(device, options), client -> client != null);
  }

  private @Nullable MqttClient tryConnect(DeviceId device, MqttConnectionOptions options) {
    try {
      MqttClient client = new MqttClient(mqtt.url(), device.value(), new MemoryPersistence());
      client.setTimeToWait(PATIENCE.toMillis());
      client.connect(options);
      return client;
    } catch (MqttException e) {
      return null;
    }
  }

  public static void publish(MqttClient client, DeviceId device, String payload) {
    publish(client, device, payload.getBytes(StandardCharsets.UTF_8));
  }

  public static void publish(MqttClient client, DeviceId device, byte[] payload) {
    try {
      client.publish("vigie/v1/" + device + "/json", payload, 1, false);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Subscribes as the gateway does, in a group of this test's own. */
  public MqttSettings subscription(DeviceId device) {
    return new MqttSettings(
        mqtt.url(),
        mqtt.gatewayUser(),
        mqtt.gatewaySecret(),
        "$share/" + device + "/vigie/v1/" + device + "/json",
        100,
        Duration.ofSeconds(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5));
  }

  /** The gateway's environment for these servers. */
  public Map<String, String> environment() {
    return Map.of(
        "VIGIE_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
        "VIGIE_MQTT_URL", mqtt.url(),
        "VIGIE_MQTT_USERNAME", mqtt.gatewayUser(),
        "VIGIE_MQTT_PASSWORD", mqtt.gatewaySecret(),
        "VIGIE_GATEWAY_PORT", "0",
        "VIGIE_GATEWAY_KEEP_ALIVE", "PT2S",
        "VIGIE_GATEWAY_DELIVERY_TIMEOUT", "PT3S",
        "VIGIE_PATIENT_KEYS_FILE", kafka.patientKeysFile().toString());
  }

  public List<Reading> readings(DeviceId device) {
    return records(kafka, Topics.READING, Codecs.READING).stream()
        .filter(reading -> reading.device().equals(device))
        .toList();
  }

  public List<RejectedReading> rejected(DeviceId device) {
    return records(kafka, Topics.REJECTED, Codecs.REJECTED).stream()
        .filter(reading -> reading.device().equals(device.value()))
        .toList();
  }

  public List<DeviceStatus> statuses(DeviceId device) {
    return records(kafka, Topics.DEVICE_STATUS, Codecs.DEVICE_STATUS).stream()
        .filter(status -> status.device().equals(device))
        .toList();
  }

  /** All of a topic, each partition in order, as whoever has the keys reads it. */
  public static <T> List<T> records(KafkaExtension kafka, String topic, Codec<T> codec) {
    KafkaSeal seal = opener(kafka);
    List<T> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each : raw(kafka, topic)) {
      byte[] value = seal.open(each);
      if (value != null) {
        records.add(codec.decode(value));
      }
    }
    return records;
  }

  private static KafkaSeal opener(KafkaExtension kafka) {
    MasterKey master = MasterKey.read(kafka.patientKeysFile());
    return OPENERS.computeIfAbsent(
        kafka.bootstrapServers(),
        address -> new KafkaSeal(new KafkaPatientKeys(address, "test-keys", master).start()));
  }

  /** All of a topic as it lies there. */
  public static List<ConsumerRecord<byte[], byte[]>> raw(KafkaExtension kafka, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }
}
