package vigie.cli.load;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of it. What is lost is told reading by reading: acknowledged, and not in the store.
 *
 * @param options what was asked for
 * @param published messages sent
 * @param acknowledged messages acknowledged by the broker
 * @param unacknowledged messages whose acknowledgement did not come, or that failed
 * @param expectedRejected messages spoilt on purpose
 * @param rejected messages that stand in the dead letter
 * @param stored distinct readings of this run in the store
 * @param duplicated rows of this run beyond one a reading
 * @param lost acknowledged good readings that are not in the store
 * @param oracle the alerts
 * @param sender what it saw itself: latencies from the scheduled time to the acknowledgement, how
 *     late it was at worst
 * @param outages what was broken meanwhile
 * @param surge what came on top
 * @param changes of limits, and how soon they held
 */
record LoadResult(
    LoadOptions options,
    long published,
    long acknowledged,
    long unacknowledged,
    long expectedRejected,
    long rejected,
    long stored,
    long duplicated,
    long lost,
    LoadOracle oracle,
    LoadSender sender,
    Outages.Report outages,
    Surge surge,
    RuleChanges changes) {

  /** Whether everything came as it must. */
  boolean good() {
    return unacknowledged == 0
        && lost == 0
        && outages.failure().isEmpty()
        && surge.good()
        && changes.good()
        && duplicated == 0
        && rejected == expectedRejected
        && oracle.raised() == oracle.expected()
        && oracle.ended() == oracle.expectedEnds()
        && oracle.unexpected() == 0;
  }

  /** By name, in a fixed order. */
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("patients", options.patients());
    values.put("rate", options.rate());
    values.put("seconds", options.seconds());
    values.put("published", published);
    values.put("acknowledged", acknowledged);
    values.put("unacknowledged", unacknowledged);
    values.put("stored", stored);
    values.put("rejected", rejected);
    values.put("expectedRejected", expectedRejected);
    values.put("lost", lost);
    values.put("duplicated", duplicated);
    values.put("alertsExpected", oracle.expected());
    values.put("alertsRaised", oracle.raised());
    values.put("alertsEndedExpected", oracle.expectedEnds());
    values.put("alertsEnded", oracle.ended());
    values.put("alertsUnexpected", oracle.unexpected());
    values.put("framesRepeated", oracle.repeatedFrames());
    latencies(values, "", LoadPhase.SUSTAINED);
    if (options.surge().bursts()) {
      latencies(values, "Burst", LoadPhase.BURST);
    }
    if (options.surge().any()) {
      latencies(values, options.surge().bursts() ? "After" : "Backfill", LoadPhase.AFTER);
    }
    values.put("senderBehindMillisMax", sender.behindMillisMax());
    values.putAll(surge.values());
    values.putAll(changes.values());
    values.put("outages", outages.over());
    values.put("outagesFailure", outages.failure());
    values.put("achievedRate", published / Math.max(0.001, sender.sendingSeconds()));
    values.put("good", good());
    return values;
  }

  /** Of the messages of a phase; those of the sustained phase have the plain names. */
  private void latencies(Map<String, Object> values, String during, LoadPhase phase) {
    values.put("alertLatencyMillis" + during, oracle.latencies(phase));
    values.put("acknowledgementLatencyMillis" + during, sender.acknowledgement(phase));
  }
}
