package vigie.jobs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import vigie.engine.Escalation;
import vigie.jobs.kafka.KafkaAccess;
import vigie.jobs.kafka.RecordType;
import vigie.key.MasterKey;

/**
 * AlertJob with all rules beside a Flink pass-through, one rule in flink-cep and plain loops, on
 * the same topic of readings, interleaved. Kafka at VIGIE_KAFKA_BOOTSTRAP_SERVERS must be real and
 * without readings.
 *
 * <p>The goal (0.5) compares processor time with the pass-through that writes as seldom as the job:
 * one that writes every reading has more to do than the job.
 *
 * <p>Arguments: {@code --rounds 5 --patients 1000 --minutes 120 --state hashmap --rocksdb-mb 1024
 * --checkpoint-seconds 1 --warm-up yes --cep yes --json}; state lies on the heap, or in {@code
 * rocksdb}, where more patients have room than a loop could keep. A round of a million patients
 * takes long enough to do without one that warms up, and four minutes of them without flink-cep,
 * whose rule needs more than ten.
 */
public final class KafkaAlertsBenchmark {
  private static final String FLOOR = "Flink pass-through, few written";
  private static final String JOB = "AlertJob, all rules";
  private static final String ALL_WRITTEN = "Flink pass-through, all written";
  private static final String CEP = "flink-cep, HR-2 alone";
  private static final String DETECT = "loop, decode and all rules";
  private static final String DECODE = "loop, decode only";
  private static final int FEW = 200;
  private static final Set<String> NUMBERS =
      Set.of("rounds", "patients", "minutes", "checkpoint-seconds", "rocksdb-mb");
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "state",
          Set.of("hashmap", "rocksdb"),
          "warm-up",
          Set.of("yes", "no"),
          "cep",
          Set.of("yes", "no"));
  private static final Escalation ESCALATION =
      new Escalation(Duration.ofMinutes(5), Duration.ofMinutes(60));

  private final KafkaBenchTopics topics;
  private final BenchPatients patients;
  private long outcomes;

  private KafkaAlertsBenchmark(KafkaBenchTopics topics, BenchPatients patients) {
    this.topics = topics;
    this.patients = patients;
  }

  /** One way of reading the same readings. */
  @FunctionalInterface
  private interface Contender {
    RunClock.Spent run() throws Exception;
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    BenchOptions options = BenchOptions.of(List.of(arguments), NUMBERS, WORDS);
    String kafka = System.getenv("VIGIE_KAFKA_BOOTSTRAP_SERVERS");
    if (kafka == null) {
      throw new IllegalArgumentException(
          "VIGIE_KAFKA_BOOTSTRAP_SERVERS must be set; ./vigie bench alerts sets it");
    }
    BenchPatients patients =
        new BenchPatients(
            options.number("patients", 1_000),
            options.number("minutes", 120),
            Instant.now().truncatedTo(ChronoUnit.MILLIS));
    boolean withCep = options.word("cep", "yes").equals("yes");
    if (withCep && patients.minutes() <= FlinkCepRule.HOLD_MINUTES) {
      throw new IllegalArgumentException(
          "--minutes must be more than the "
              + FlinkCepRule.HOLD_MINUTES
              + " that flink-cep's rule holds; or leave it out with --cep no");
    }
    Path keys = Files.createTempFile("vigie-bench", ".keys");
    Files.writeString(keys, MasterKey.random(new SecureRandom()));
    KafkaAccess access = new KafkaAccess(kafka, keys.toString());
    try (KafkaBenchTopics topics = new KafkaBenchTopics(access)) {
      KafkaAlertsBenchmark benchmark = new KafkaAlertsBenchmark(topics, patients);
      int rounds = options.number("rounds", 5);
      int warmUps = options.word("warm-up", "yes").equals("yes") ? 1 : 0;
      KafkaFlinkRuns.Keeping keeping =
          new KafkaFlinkRuns.Keeping(
              options.word("state", "hashmap"),
              options.number("rocksdb-mb", 1_024),
              Duration.ofSeconds(options.number("checkpoint-seconds", 1)));
      Rounds measured = benchmark.run(access, warmUps, rounds, keeping, withCep);
      System.out.println(
          options.json() ? benchmark.json(rounds, measured) : benchmark.table(rounds, measured));
    } finally {
      Files.delete(keys);
    }
  }

  private Rounds run(
      KafkaAccess kafka, int warmUps, int count, KafkaFlinkRuns.Keeping keeping, boolean withCep)
      throws Exception {
    topics.fill(patients);
    Path checkpoints = Files.createTempDirectory("vigie-bench-checkpoints");
    try {
      KafkaFlinkRuns flink =
          new KafkaFlinkRuns(kafka, checkpoints.toUri().toString(), keeping, patients.patients());
      KafkaLoop loop = new KafkaLoop(topics, patients);
      Map<String, Contender> contenders = new LinkedHashMap<>();
      contenders.put(FLOOR, () -> flink.passThrough(FEW));
      contenders.put(JOB, () -> alerts(flink));
      if (withCep) {
        contenders.put(CEP, () -> cep(flink));
      }
      contenders.put(ALL_WRITTEN, () -> flink.passThrough(1));
      if (keeping.backend().equals("hashmap")) { // a loop has its patients on the heap
        contenders.put(DETECT, () -> loop.detect(ESCALATION));
        contenders.put(DECODE, loop::decode);
      }
      Rounds rounds = new Rounds(List.copyOf(contenders.keySet()));
      for (int round = -warmUps; round < count; round++) {
        for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
          RunClock.Spent spent = contender.getValue().run();
          System.err.printf(Locale.ROOT, "%s: %.1f s%n", contender.getKey(), spent.seconds());
          if (round >= 0) {
            rounds.add(
                contender.getKey(),
                patients.readings() / spent.seconds(),
                spent.cpuSeconds() * 100_000 / patients.readings());
          }
        }
      }
      return rounds;
    } finally {
      delete(checkpoints);
    }
  }

  private RunClock.Spent alerts(KafkaFlinkRuns flink) throws Exception {
    long before = written();
    RunClock.Spent spent = flink.alerts(ESCALATION);
    outcomes = written() - before;
    if (outcomes == 0) {
      throw new IllegalStateException("AlertJob raised no alert, so it was not measured at work");
    }
    return spent;
  }

  private RunClock.Spent cep(KafkaFlinkRuns flink) throws Exception {
    long before = topics.count(KafkaBenchTopics.PASSED);
    RunClock.Spent spent = flink.cep();
    if (topics.count(KafkaBenchTopics.PASSED) == before) {
      throw new IllegalStateException("flink-cep found no match, so it was not measured at work");
    }
    return spent;
  }

  private long written() {
    return topics.count(RecordType.ALERT.topic()) + topics.count(RecordType.NOTIFICATION.topic());
  }

  private String table(int count, Rounds rounds) {
    return String.format(
            Locale.ROOT,
            "readings per second and cpu seconds per 100,000 readings, median of %d rounds (least"
                + " to most);%n%,d readings of %,d patients, one slot; AlertJob wrote %,d alerts'"
                + " transitions and notifications, \"few\" is one reading in %d%n",
            count,
            patients.readings(),
            patients.patients(),
            outcomes,
            FEW)
        + rounds.table(FLOOR);
  }

  private String json(int count, Rounds rounds) {
    return "{\"benchmark\":\"alerts\",\"unit\":\"readings/s\",\"rounds\":%d,\"readings\":%d,"
            .formatted(count, patients.readings())
        + "\"patients\":%d,\"written\":%d,\"goal\":0.5,".formatted(patients.patients(), outcomes)
        + "\"goalCompares\":\"%s, cpuRatio\",\"results\":%s}".formatted(JOB, rounds.json(FLOOR));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
