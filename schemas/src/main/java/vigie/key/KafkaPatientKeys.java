package vigie.key;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process's table of patients' keys: reads their topic from its beginning on a thread of its own,
 * without a group, then follows. It keeps them wrapped (some 200 bytes a patient, a million are 0.2
 * GB), and unwrapped those used of late. A tombstone takes a key out at once, and for good. Safe to
 * share between threads.
 */
public final class KafkaPatientKeys implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaPatientKeys.class);
  private static final long CLOSE_MILLIS = 5_000;
  private static final long RETRY_MILLIS = 1_000;
  private static final long PATIENCE_MILLIS = 30_000;
  private static final int ABSENT_MAX = 100_000;

  private final String bootstrapServers;
  private final String clientId;
  private final PatientKeyTable table;

  /**
   * Patients of sealed records whose key was not there. Who sealed had the key from the topic, so
   * it is gone and does not come again.
   */
  private final Set<UUID> absent = ConcurrentHashMap.newKeySet();

  private final Map<TopicPartition, Long> places = new HashMap<>();
  private final Thread thread;

  /** Guards the three below; told whenever one of them or a key changes. */
  private final Object changes = new Object();

  private long asked = 1;
  private long answered;
  private boolean closed;

  private volatile @Nullable KafkaKeyTopic topic;
  private volatile String problem = "patients' keys are not read yet";

  /**
   * Reads nothing before {@link #start}.
   *
   * @param bootstrapServers Kafka's address
   * @param clientId the name Kafka knows this client by
   * @param master what the keys are wrapped with
   */
  public KafkaPatientKeys(String bootstrapServers, String clientId, MasterKey master) {
    this.bootstrapServers = bootstrapServers;
    this.clientId = clientId;
    this.table = new PatientKeyTable(master);
    this.thread = new Thread(this::run, clientId);
    this.thread.setDaemon(true);
  }

  /** Begins to read. */
  public KafkaPatientKeys start() {
    thread.start();
    return this;
  }

  /** Empty when everything was read once; else what is missing. */
  public Optional<String> notReady() {
    synchronized (changes) {
      return answered > 0 ? Optional.empty() : Optional.of(problem);
    }
  }

  /** How many patients have a key. */
  public int size() {
    return table.size();
  }

  /**
   * The key that a sealed record asks for. When it is not known, waits until the table has all that
   * the topic had at the time of asking, once for each patient.
   *
   * @return null when it is destroyed
   * @throws KafkaException when the topic cannot be read
   */
  public @Nullable PatientKey find(UUID patient) {
    PatientKey key = table.find(patient);
    if (key != null || table.destroyed(patient) || absent.contains(patient)) {
      return key;
    }
    long mine;
    synchronized (changes) {
      mine = ++asked;
    }
    wake();
    awaitAnswer(mine);
    PatientKey found = table.find(patient);
    if (found == null) {
      if (absent.size() >= ABSENT_MAX) {
        absent.clear();
      }
      absent.add(patient);
    }
    return found;
  }

  /**
   * The key to seal with, as far as is known; waits only for the first reading of the topic.
   *
   * @return null when it is destroyed, or was never made
   * @throws KafkaException when the topic cannot be read
   */
  public @Nullable PatientKey current(UUID patient) {
    awaitAnswer(1);
    return table.find(patient);
  }

  /**
   * The key to seal with, of a patient who has one or is about to.
   *
   * @param patience how long to wait for it at most
   * @return null when it is destroyed, or did not come in time
   */
  public @Nullable PatientKey await(UUID patient, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (changes) {
      while (!closed && table.find(patient) == null && !table.destroyed(patient)) {
        if (!waited(deadline)) {
          break;
        }
      }
    }
    return table.find(patient);
  }

  /** Whether this patient's key was destroyed since the table began to be read. */
  public boolean destroyed(UUID patient) {
    return table.destroyed(patient);
  }

  /** Whether the patient has a key, as far as is known. */
  public boolean has(UUID patient) {
    return table.wrapped(patient) != null;
  }

  /** The key as the topic has it; null when it has none. */
  public byte @Nullable [] wrapped(UUID patient) {
    return table.wrapped(patient);
  }

  private void awaitAnswer(long mine) {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    synchronized (changes) {
      while (answered < mine) {
        if (closed || !waited(deadline)) {
          throw new KafkaException("patients' keys cannot be read: " + problem);
        }
      }
    }
  }

  /** Waits for a change; false when the time is over. The caller holds the monitor. */
  // In a loop at each caller.
  @SuppressWarnings("WaitNotInLoop")
  private boolean waited(long deadlineNanos) {
    long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      return false;
    }
    try {
      changes.wait(left);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while waiting for patients' keys");
    }
  }

  private void run() {
    while (!isClosed()) {
      try (KafkaKeyTopic opened = new KafkaKeyTopic(bootstrapServers, clientId, places)) {
        topic = opened;
        while (!isClosed()) {
          answer(opened);
          take(opened.read());
        }
      } catch (WakeupException e) {
        LOG.debug("reader of patients' keys ends");
      } catch (KafkaException e) {
        problem = "Kafka does not answer for them: " + e.getMessage();
        LOG.warn("reading patients' keys failed, trying again", e);
        pause();
      }
    }
  }

  /** Reads as far as the topic reaches now, when somebody waits for that. */
  private void answer(KafkaKeyTopic opened) {
    long upTo;
    synchronized (changes) {
      upTo = asked;
      if (upTo == answered) {
        return;
      }
    }
    Map<TopicPartition, Long> ends = opened.ends();
    while (!opened.reached(ends)) {
      take(opened.read());
      if (isClosed()) {
        return;
      }
    }
    if (!table.masterFits()) {
      throw new KafkaException(
          MasterKey.SETTING
              + " names another key than that with which patients' keys were wrapped: give the file"
              + " that the stack made at its first start");
    }
    synchronized (changes) {
      if (answered == 0) {
        LOG.info("patients' keys read count={}", table.size());
      }
      answered = upTo;
      changes.notifyAll();
    }
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    if (!records.isEmpty()) {
      records.forEach(this::take);
      synchronized (changes) {
        changes.notifyAll();
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      UUID patient = UUID.fromString(new String(record.key(), StandardCharsets.UTF_8));
      table.put(patient, record.value());
    } catch (IllegalArgumentException | BrokenSealException e) {
      // What stood before stays; the writer is to be mended.
      LOG.error("no patient's key at {}:{}", record.partition(), record.offset());
    }
  }

  private void wake() {
    KafkaKeyTopic current = topic;
    if (current != null) {
      current.wake();
    }
  }

  private boolean isClosed() {
    synchronized (changes) {
      return closed;
    }
  }

  private void pause() {
    long deadline = System.nanoTime() + RETRY_MILLIS * 1_000_000;
    synchronized (changes) {
      while (!closed && waited(deadline)) {
        LOG.trace("somebody asks while Kafka is away");
      }
    }
  }

  @Override
  public void close() {
    synchronized (changes) {
      closed = true;
      changes.notifyAll();
    }
    wake();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
