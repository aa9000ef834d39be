package vigie.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vigie.cli.client.AlertFrame;

/** The measurement, with a stack that answers at once. */
class RuleChangesTest {
  private static final UUID[] PATIENTS = {new UUID(1, 1), new UUID(1, 2)};

  private final Map<UUID, Double> limits = new ConcurrentHashMap<>();
  private final AtomicInteger version = new AtomicInteger();
  private final AtomicReference<@Nullable RuleChanges> told = new AtomicReference<>();

  @Test
  void everyChangeIsTimedByTheAlertThatBearsItsVersion() throws Exception {
    RuleChanges changes = run(now -> now, Duration.ofSeconds(30));

    assertThat(changes.good()).isTrue();
    assertThat(changes.values())
        .containsEntry("ruleChanges", 2)
        .containsEntry("ruleChangesEffective", 2)
        .containsEntry("ruleChangesFailure", "");
    assertThat(changes.values())
        .extractingByKey("ruleEffectiveMillis", type(Latencies.class))
        .returns(2L, Latencies::count);
  }

  @Test
  void anAlertOfTheLimitBeforeIsAFault() throws Exception {
    RuleChanges changes = run(now -> now - 1, Duration.ofSeconds(30));

    assertThat(changes.good()).isFalse();
    assertThat(changes.values()).containsEntry("ruleChangesEffective", 0);
    assertThat(changes.values()).extractingByKey("ruleChangesFailure", STRING).contains("version");
  }

  @Test
  void anAlertThatDoesNotComeIsAFault() throws Exception {
    version.set(Integer.MIN_VALUE);
    RuleChanges changes = run(now -> now, Duration.ofMillis(50));

    assertThat(changes.good()).isFalse();
    assertThat(changes.values())
        .extractingByKey("ruleChangesFailure", STRING)
        .startsWith("no alert came");
  }

  @Test
  void withoutChangesThereIsNothingToTell() throws Exception {
    RuleChanges none =
        new RuleChanges(
            new UUID[0],
            List.of(),
            (patient, limit) -> 1,
            device -> payload -> new CompletableFuture<>(),
            Duration.ofSeconds(1),
            Clock.systemUTC(),
            line -> {});
    none.start(Duration.ZERO, Duration.ZERO);
    none.await();

    assertThat(none.good()).isTrue();
    assertThat(none.values()).isEmpty();
  }

  /** Runs two changes on a stack that alerts of a value at the limit, with this version on it. */
  private RuleChanges run(IntUnaryOperator shown, Duration patience) throws InterruptedException {
    RuleChanges changes =
        new RuleChanges(
            PATIENTS,
            List.of("one", "two"),
            (patient, limit) -> {
              limits.put(patient, limit);
              return version.incrementAndGet();
            },
            device -> payload -> published(device, payload, shown),
            patience,
            Clock.systemUTC(),
            line -> {});
    told.set(changes);
    changes.prepare();
    assertThat(limits.values()).containsOnly(RuleChanges.BEFORE);
    changes.start(Duration.ZERO, Duration.ofMillis(2));
    changes.await();
    return changes;
  }

  private CompletableFuture<Void> published(String device, byte[] payload, IntUnaryOperator shown) {
    UUID patient = PATIENTS[device.equals("one") ? 0 : 1];
    double value =
        new String(payload, StandardCharsets.UTF_8).contains("120") ? RuleChanges.BETWEEN : 75;
    RuleChanges changes = told.get();
    if (changes != null
        && version.get() > 0
        && value >= limits.getOrDefault(patient, Double.MAX_VALUE)) {
      changes.frame(frame(patient, shown.applyAsInt(version.get())), System.nanoTime());
    }
    return CompletableFuture.completedFuture(null);
  }

  private static AlertFrame frame(UUID patient, int version) {
    Instant at = Instant.EPOCH;
    return new AlertFrame(
        new UUID(9, 9),
        0,
        patient,
        "heart-rate-high",
        "ACTIVE",
        "CONFIRMED",
        "MEDIUM",
        "HR-3",
        version,
        "heart-rate",
        ">= 111",
        120,
        "/min",
        at,
        at,
        at,
        false);
  }
}
