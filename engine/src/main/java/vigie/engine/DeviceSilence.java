package vigie.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Severity;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * Notices when a device that is expected to send falls silent, in processing time ({@code
 * clinical.md} 4.2, 4.4). When each was last heard lies in the tails of its readings; a time to
 * look is set once and moved only when it comes, so that a reading sets none. Times in milliseconds
 * since 1970 UTC.
 */
final class DeviceSilence {
  /** So long after a start nobody is taken for silent. The shortest limit of the defaults. */
  static final Duration GRACE = Duration.ofMinutes(10);

  private static final MetricCatalogue METRICS = MetricCatalogue.standard();
  private static final Metric IN_FORCE = METRICS.metric("alert-in-force");

  private long listeningSince = Long.MIN_VALUE;

  /** Takes a device's technical sample. */
  interface Feed {
    void take(Metric metric, double value, long at);
  }

  /** A stream that is expected, and from when on its silence counts. */
  private record Expected(DeviceStream stream, long from) {}

  /** Readings are listened to from now on. */
  void listen(long since) {
    listeningSince = since;
  }

  /**
   * Until when nobody is taken for silent: what was sent while the job was down has to be read
   * first.
   */
  long ready() {
    return listeningSince == Long.MIN_VALUE ? Long.MIN_VALUE : listeningSince + GRACE.toMillis();
  }

  /**
   * What is known of the device, or which rules are in force, may have changed.
   *
   * @return when to look whether it has fallen silent; {@link Watch#NEVER} for never
   */
  long review(DeviceFacts facts, Scope scope, Moment moment, Feed feed) {
    Expected expected = expected(facts, scope, moment.memory());
    if (facts.silent != 0 && !goesOn(facts, expected)) {
      long over = expected == null ? facts.statusReceived : expected.from;
      feed.take(METRICS.metric(facts.silent), 0, Math.max(over, facts.judgedTo + 1));
      facts.silent = 0;
      facts.judgedTo = 0;
    }
    return due(facts, scope, expected);
  }

  private static boolean goesOn(DeviceFacts facts, @Nullable Expected expected) {
    return expected != null
        && expected.from == facts.silentSince
        && expected.stream.metric() == facts.silent;
  }

  /**
   * It is now: looks whether the device was heard since the time to look was set.
   *
   * @return when to look again; {@link Watch#NEVER} for never
   */
  long look(DeviceFacts facts, Scope scope, Moment moment, Feed feed) {
    Expected expected = expected(facts, scope, moment.memory());
    long due = due(facts, scope, expected);
    while (expected != null && due != Watch.NEVER && due <= moment.now()) {
      DeviceStream stream = expected.stream;
      double silence = (double) (due - expected.from) / stream.unitMillis(facts.intervalSeconds);
      if (facts.silent == 0) {
        tellInForce(moment.memory(), due, feed);
        missed(moment.memory(), Scope.deviceOf(scope.name()));
      }
      feed.take(METRICS.metric(stream.metric()), silence, due);
      facts.silent = stream.metric();
      facts.silentSince = expected.from;
      facts.judgedTo = due;
      due = due(facts, scope, expected);
    }
    return due;
  }

  /** Before the silence in the one order of the tail, because it is a gate to it. */
  static void tellInForce(PatientMemory memory, long silence, Feed feed) {
    feed.take(IN_FORCE, inForce(memory), silence - 1);
  }

  /** The next limit that the silence reaches. */
  private static long due(DeviceFacts facts, Scope scope, @Nullable Expected expected) {
    long next = Long.MAX_VALUE;
    if (expected != null) {
      long unit = expected.stream.unitMillis(facts.intervalSeconds);
      for (Scope.Family family : scope.families(expected.stream.metric())) {
        for (RuleInForce rule : family.rules()) {
          long reached = expected.from + (long) Math.ceil(rule.condition().limit() * unit);
          if (reached > facts.judgedTo) {
            next = Math.min(next, reached);
          }
        }
      }
    }
    return next == Long.MAX_VALUE ? Watch.NEVER : next;
  }

  /** The most urgent stream that the device sends and that rules watch; null when none is due. */
  private static @Nullable Expected expected(DeviceFacts facts, Scope scope, PatientMemory memory) {
    if (!facts.bound || facts.away()) {
      return null;
    }
    String device = Scope.deviceOf(scope.name());
    DeviceStream urgent = null;
    long from = facts.expectedSince;
    for (String name : memory.watched()) {
      Watch watch = Scope.isDevice(name) ? null : memory.watch(name);
      for (int i = 0; watch != null && i < watch.tail.heardAt.length; i++) {
        if (!Hearings.isOf(watch.tail, i, device)) {
          continue;
        }
        from = Math.max(from, Hearings.at(watch.tail, i));
        Metric metric = METRICS.metric(watch.tail.heardMetric[i]);
        DeviceStream stream = DeviceStream.of(metric, facts.intervalSeconds);
        if (stream != null
            && !scope.families(stream.metric()).isEmpty()
            && (urgent == null || stream.compareTo(urgent) < 0)) {
          urgent = stream;
        }
      }
    }
    return urgent == null ? null : new Expected(urgent, from);
  }

  /** The next reading of the device is news. */
  private static void missed(PatientMemory memory, String device) {
    for (String name : memory.watched()) {
      Watch watch = Scope.isDevice(name) ? null : memory.watch(name);
      if (watch != null && Hearings.miss(watch.tail, device)) {
        memory.watch(name, watch);
      }
    }
  }

  /** The highest severity of the patient's alerts in force, from 1; 0 for none. */
  private static int inForce(PatientMemory memory) {
    int highest = 0;
    for (String name : memory.watched()) {
      Watch watch = Scope.isDevice(name) ? null : memory.watch(name);
      if (watch == null) {
        continue;
      }
      for (ToldAlert told : watch.told) {
        AlertTransition last = told.last();
        boolean holds =
            last.phase() == AlertPhase.ACTIVE || last.phase() == AlertPhase.ACKNOWLEDGED;
        if (holds && !last.retrospective()) {
          highest = Math.max(highest, number(last.severity()));
        }
      }
    }
    return highest;
  }

  private static int number(Severity severity) {
    return switch (severity) {
      case ADVISORY -> 1;
      case MEDIUM -> 2;
      case HIGH -> 3;
      case CRITICAL -> 4;
    };
  }
}
