package vigie.gateway.publish;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topics;
import vigie.codec.Codecs;
import vigie.device.DeviceStatus;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;
import vigie.key.PatientKey;
import vigie.reading.PatientId;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;

/**
 * Keeps readings in Kafka, sealed with their patient's key. Nothing is kept of a patient whose key
 * is destroyed. Of one who has none, a refusal is kept without a word of what was sent; readings
 * are none of theirs, see StreamDirectory. Plain is the refusal of a device that is nobody's.
 *
 * <p>Producer: idempotent producer, {@code acks=all}. A producer that failed once is thrown away,
 * and with it whatever it still held; {@link #recover} makes the next one. Safe for several
 * threads.
 */
public final class KafkaReadingPublisher implements ReadingPublisher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaReadingPublisher.class);

  /**
   * A callback of the MQTT client calls publish, and while it waits that client misses its pings:
   * the longest wait for room or metadata stays well under the keep-alive.
   */
  private static final int BLOCK_MILLIS_MAX = 1_000;

  private static final Duration SLOW = Duration.ofSeconds(2);

  private static final byte[] NOTHING = new byte[0];

  private final KafkaPatientKeys keys;
  private final KafkaSeal seal;
  private final Map<String, Object> settings;
  private final Duration deliveryTimeout;
  private final AtomicLong inFlight = new AtomicLong();
  private volatile long lastProgressNanos = System.nanoTime();
  private volatile @Nullable Producer<byte[], byte[]> producer;
  private volatile String problem = "not connected yet";

  /**
   * Connects to nothing yet: {@link #recover} does.
   *
   * @param keys what readings are sealed with; whole before the first is published
   * @param bootstrapServers Kafka's address
   * @param clientId the name Kafka knows this client by
   * @param deliveryTimeout after this long without Kafka's acknowledgement a record has failed
   * @param linger how long a record may wait for others to travel with
   * @param bufferBytes memory for records on their way
   */
  public KafkaReadingPublisher(
      KafkaPatientKeys keys,
      String bootstrapServers,
      String clientId,
      Duration deliveryTimeout,
      Duration linger,
      long bufferBytes) {
    this.keys = keys;
    this.seal = new KafkaSeal(keys);
    this.deliveryTimeout = deliveryTimeout;
    settings = settings(bootstrapServers, clientId, deliveryTimeout, linger, bufferBytes);
  }

  /** The producer's settings, as the constructor takes their values. */
  public static Map<String, Object> settings(
      String bootstrapServers,
      String clientId,
      Duration deliveryTimeout,
      Duration linger,
      long bufferBytes) {
    long requestMillis = Math.max(1, deliveryTimeout.toMillis() / 2 - linger.toMillis());
    return Map.ofEntries(
        Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, clientId),
        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
        Map.entry(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis()),
        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024),
        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes),
        Map.entry(
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(deliveryTimeout.toMillis())),
        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(requestMillis)),
        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS_MAX),
        // The topics are always the same: forgetting one would hold up its next message.
        Map.entry(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(3650).toMillis()),
        Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500));
  }

  /**
   * Makes the connection good when it is not, waiting a second or so at most.
   *
   * @return empty when the next publish would succeed; else why not
   */
  public synchronized Optional<String> recover() {
    Producer<byte[], byte[]> current = producer;
    if (current != null && problem.isEmpty()) {
      return Optional.empty();
    }
    if (current != null) {
      // Nothing it holds was acknowledged; all of it comes again.
      current.close(Duration.ZERO);
      producer = null;
    }
    Producer<byte[], byte[]> fresh =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      fresh.partitionsFor(Topics.READING);
      fresh.partitionsFor(Topics.REJECTED);
      fresh.partitionsFor(Topics.DEVICE_STATUS);
    } catch (KafkaException e) {
      fresh.close(Duration.ZERO);
      problem = "Kafka or its topics cannot be reached: " + e.getMessage();
      return Optional.of(problem);
    }
    problem = "";
    producer = fresh;
    return Optional.empty();
  }

  /** Empty when the next publish would succeed; else why not. */
  public Optional<String> problem() {
    if (!problem.isEmpty()) {
      return Optional.of(problem);
    }
    long waited = System.nanoTime() - lastProgressNanos;
    return inFlight.get() > 0 && waited > SLOW.toNanos()
        ? Optional.of("Kafka has acknowledged nothing for " + waited / 1_000_000_000 + " s")
        : Optional.empty();
  }

  @Override
  public void publish(
      List<Reading> accepted, List<RejectedReading> rejected, PublishOutcome outcome) {
    int records = accepted.size() + rejected.size();
    if (records == 0) {
      outcome.kept();
      return;
    }
    Message message = begin(records, outcome);
    for (int i = 0; i < accepted.size(); i++) {
      Reading reading = accepted.get(i);
      send(sealed(reading), message);
    }
    for (RejectedReading reading : rejected) {
      send(sealed(reading), message);
    }
  }

  private @Nullable ProducerRecord<byte[], byte[]> sealed(Reading reading) {
    UUID patient = reading.patient().value();
    PatientKey key = keys.current(patient);
    return key == null
        ? null
        : seal.seal(
            key, patient, Topics.READING, patient.toString(), Codecs.READING.encode(reading));
  }

  private @Nullable ProducerRecord<byte[], byte[]> sealed(RejectedReading refused) {
    PatientId patient = refused.patient();
    if (patient == null) {
      return KafkaSeal.plain(Topics.REJECTED, refused.device(), Codecs.REJECTED.encode(refused));
    }
    PatientKey key = keys.current(patient.value());
    if (key != null) {
      byte[] value = Codecs.REJECTED.encode(refused);
      // Not under the device's name, which is the patient's too.
      return seal.seal(key, patient.value(), Topics.REJECTED, patient.toString(), value);
    }
    return keys.destroyed(patient.value())
        ? null
        : KafkaSeal.plain(
            Topics.REJECTED, refused.device(), Codecs.REJECTED.encode(withoutContent(refused)));
  }

  private static RejectedReading withoutContent(RejectedReading refused) {
    return new RejectedReading(
        refused.device(),
        refused.topic(),
        refused.received(),
        refused.reason(),
        "the patient has no key yet that more could be sealed with",
        refused.path(),
        refused.patient(),
        NOTHING);
  }

  @Override
  public void publish(DeviceStatus status, PublishOutcome outcome) {
    send(
        KafkaSeal.plain(
            Topics.DEVICE_STATUS, status.device().value(), Codecs.DEVICE_STATUS.encode(status)),
        begin(1, outcome));
  }

  private Message begin(int records, PublishOutcome outcome) {
    if (inFlight.getAndAdd(records) == 0) {
      lastProgressNanos = System.nanoTime();
    }
    return new Message(records, outcome);
  }

  // The callback is told what the future would tell.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void send(@Nullable ProducerRecord<byte[], byte[]> record, Message message) {
    if (record == null) {
      // Of an erased patient: nothing is to be kept.
      message.onCompletion(null, null);
      return;
    }
    Producer<byte[], byte[]> current = producer;
    if (current == null || !problem.isEmpty()) {
      message.onCompletion(null, new KafkaException(problem));
      return;
    }
    try {
      current.send(record, message);
    } catch (KafkaException | IllegalStateException e) {
      message.onCompletion(null, e);
    }
  }

  private void broke(Exception cause) {
    if (problem.isEmpty()) {
      problem = "Kafka refused: " + cause.getClass().getSimpleName();
      LOG.warn("Kafka refused, nothing is acknowledged until it takes again", cause);
      Producer<byte[], byte[]> current = producer;
      if (current != null) {
        // Or Kafka, just back, would take younger records before this one comes again.
        current.close(Duration.ZERO);
      }
    }
  }

  /** Waits for what is on its way, as long as the delivery timeout at most. */
  @Override
  public synchronized void close() {
    Producer<byte[], byte[]> current = producer;
    if (current != null) {
      current.close(deliveryTimeout);
      producer = null;
      problem = "closed";
    }
  }

  /** One message's records on their way. */
  private final class Message implements Callback {
    private final AtomicInteger left;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final PublishOutcome outcome;

    Message(int records, PublishOutcome outcome) {
      this.left = new AtomicInteger(records);
      this.outcome = outcome;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
      inFlight.decrementAndGet();
      if (exception == null) {
        lastProgressNanos = System.nanoTime();
      } else {
        broke(exception);
        if (failed.compareAndSet(false, true)) {
          outcome.failed(exception);
        }
      }
      if (left.decrementAndGet() == 0 && !failed.get()) {
        outcome.kept();
      }
    }
  }
}
