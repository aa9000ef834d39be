package vigie.engine;

import java.util.SortedSet;
import java.util.TreeSet;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * Notices when a metric that a rule does not want to be missing has not come for its time, in
 * processing time, as {@link DeviceSilence} does for a device's whole stream. Whichever device
 * sends a value ends it; the one that sent it last owes the next, and its scope has the alert.
 *
 * <p>Keeps nothing of its own: when each was last heard lies in the tails of its readings, how far
 * its absence is judged in the tail and the stages of the device's scope. Times in milliseconds
 * since 1970 UTC.
 */
final class MissingMetrics {
  private static final long MINUTE = 60_000;
  private static final long NONE = Long.MAX_VALUE;
  private static final long NOT_JUDGED = Long.MIN_VALUE;

  private MissingMetrics() {}

  /**
   * When a metric came, as one of the devices sees it.
   *
   * @param sent whether this device ever sent it
   * @param owed whether it is this device that owes the next
   * @param from its absence counts from then
   */
  private record Heard(boolean sent, boolean owed, long from) {}

  /**
   * What is known of the device, when something came, or which rules are in force may have changed:
   * ends what is over.
   *
   * @return when to look; {@link Watch#NEVER} for never
   */
  static long review(
      Watch watch, DeviceFacts facts, Scope scope, Moment moment, DeviceSilence.Feed feed) {
    long next = NONE;
    for (Metric metric : scope.missing()) {
      int number = missing(metric).number();
      Heard heard = heard(metric, facts, scope, moment.memory());
      long judged = judgedTo(watch, number);
      if (judged != NOT_JUDGED && !(heard.owed && reached(scope, number, heard.from) <= judged)) {
        long over = heard.owed ? heard.from : moment.now();
        feed.take(missing(metric), 0, Math.max(over, judged + 1));
        judged = NOT_JUDGED;
      }
      if (heard.sent) {
        next = Math.min(next, due(scope, number, heard.from, judged));
      }
    }
    return next == NONE ? Watch.NEVER : next;
  }

  /**
   * It is now: tells what has been missing for a rule's time.
   *
   * @return when to look again; {@link Watch#NEVER} for never
   */
  static long look(
      Watch watch, DeviceFacts facts, Scope scope, Moment moment, DeviceSilence.Feed feed) {
    long next = NONE;
    for (Metric metric : scope.missing()) {
      int number = missing(metric).number();
      Heard heard = heard(metric, facts, scope, moment.memory());
      if (!heard.sent) {
        continue;
      }
      long judged = judgedTo(watch, number);
      long due = due(scope, number, heard.from, judged);
      if (due <= moment.now()) {
        missed(moment.memory(), metric);
      }
      while (due <= moment.now()) {
        if (heard.owed) {
          DeviceSilence.tellInForce(moment.memory(), due, feed);
          feed.take(missing(metric), (double) (due - heard.from) / MINUTE, due);
        }
        due = due(scope, number, heard.from, due);
      }
      next = Math.min(next, due);
    }
    return next == NONE ? Watch.NEVER : next;
  }

  private static Metric missing(Metric metric) {
    return MetricCatalogue.standard().missing(metric).orElseThrow();
  }

  private static Heard heard(Metric metric, DeviceFacts facts, Scope scope, PatientMemory memory) {
    String device = Scope.deviceOf(scope.name());
    boolean sent = false;
    String last = "";
    long at = Long.MIN_VALUE;
    for (String name : memory.watched()) {
      Watch watch = Scope.isDevice(name) ? null : memory.watch(name);
      for (int i = 0; watch != null && i < watch.tail.heardAt.length; i++) {
        if (watch.tail.heardMetric[i] != metric.number()) {
          continue;
        }
        String by = Hearings.device(watch.tail, i);
        sent |= by.equals(device);
        long then = Hearings.at(watch.tail, i);
        if (then > at || (then == at && by.compareTo(last) < 0)) {
          at = then;
          last = by;
        }
      }
    }
    boolean expected = sent && facts.bound && !facts.away();
    return new Heard(expected, expected && last.equals(device), Math.max(at, facts.expectedSince));
  }

  /** The next limit that the absence reaches after this time; {@link #NONE} for none. */
  private static long due(Scope scope, int number, long from, long after) {
    long next = NONE;
    for (long limit : limits(scope, number)) {
      if (from + limit > after) {
        next = Math.min(next, from + limit);
      }
    }
    return next;
  }

  /** When the absence reaches the first limit. */
  private static long reached(Scope scope, int number, long from) {
    return from + limits(scope, number).first();
  }

  private static SortedSet<Long> limits(Scope scope, int number) {
    SortedSet<Long> limits = new TreeSet<>();
    for (Scope.Family family : scope.families(number)) {
      for (RuleInForce rule : family.rules()) {
        limits.add((long) Math.ceil(rule.condition().limit() * MINUTE));
      }
    }
    return limits;
  }

  /** Up to when the absence that goes on is judged; {@link #NOT_JUDGED} where none does. */
  private static long judgedTo(Watch watch, int number) {
    Tail tail = watch.tail;
    for (int i = tail.size - 1; i >= 0; i--) {
      if (tail.metric[i] == number) {
        return tail.value[i] > 0 ? tail.effective[i] : NOT_JUDGED;
      }
    }
    long judged = NOT_JUDGED;
    for (Stage stage : watch.head.stages) {
      judged = stage.metric == number ? Math.max(judged, stage.lastBreach) : judged;
    }
    return judged;
  }

  /** Its next value is news, whoever sends it. */
  private static void missed(PatientMemory memory, Metric metric) {
    for (String name : memory.watched()) {
      Watch watch = Scope.isDevice(name) ? null : memory.watch(name);
      if (watch != null && Hearings.miss(watch.tail, metric.number())) {
        memory.watch(name, watch);
      }
    }
  }
}
