package vigie.engine.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vigie.engine.sample.Sample;
import vigie.patient.PatientLimit;
import vigie.reading.Quality;

/** What the job has really been given of one patient, crash or not. */
final class Life {
  final LifeStory story;
  final List<PatientLimit> limits = new ArrayList<>();
  private final Map<String, Long> freshBreach = new HashMap<>();

  Life(LifeStory story) {
    this.story = story;
    for (LifeStory.Change change : story.changes) {
      if (change.profile() != null) {
        limits.addAll(change.profile().limits());
      }
    }
  }

  /** The job has this reading. */
  void read(Sample sample) {
    if (sample.quality == Quality.TEST) {
      return;
    }
    String metric = Rules.METRICS.metric(sample.metric).id();
    for (Rules.Beyond beyond : Rules.beyond(metric)) {
      long most = Rules.METRICS.metric(beyond.rule().metric()).maxAlertAge().toMillis();
      if (sample.received - sample.effective <= most
          && (beyond.derived() || Rules.inBreach(beyond.rule(), sample.value, limits))) {
        freshBreach.merge(beyond.rule().family(), sample.effective, Math::max);
      }
    }
  }

  /** Whether a reading that may page has been in breach since then. */
  boolean freshBreachSince(String family, long onset) {
    return freshBreach.getOrDefault(family, Long.MIN_VALUE) >= onset;
  }

  boolean hadLimit(String rule, int version) {
    return limits.stream()
        .anyMatch(limit -> limit.ruleId().equals(rule) && limit.version() == version);
  }
}
