package vigie.cli.quality;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vigie.alert.RuleCatalogue;
import vigie.alert.Severity;

/**
 * What all rules together ask of people on one data set.
 *
 * @param dataSet its name
 * @param people how many
 * @param days person-days with a reading
 * @param readings those that the intake took
 * @param refused those that it refused
 * @param alerts by the highest severity they had
 * @param retrospective of these, alerts that rest on stale readings only
 * @param physicianTold of these, alerts of which the treating physician is told
 * @param families alerts of each family, and of how many of them a physician is told
 */
record Burden(
    String dataSet,
    int people,
    long days,
    long readings,
    long refused,
    Map<Severity, Long> alerts,
    long retrospective,
    long physicianTold,
    Map<String, Share> families) {

  /** Of so many alerts a physician is told of some. */
  record Share(long alerts, long told) {
    Share plus(Share other) {
      return new Share(alerts + other.alerts, told + other.told);
    }
  }

  static Burden of(String dataSet, List<Subject> subjects) {
    Map<Severity, Long> alerts = new EnumMap<>(Severity.class);
    Map<String, Share> families = new TreeMap<>();
    long days = 0;
    long readings = 0;
    long refused = 0;
    long retrospective = 0;
    long told = 0;
    for (Severity severity : Severity.values()) {
      alerts.put(severity, 0L);
    }
    for (Subject subject : subjects) {
      days += subject.days();
      readings += subject.readings().size();
      refused += subject.refused();
      for (AlertStory story :
          EngineRun.alerts(subject, RuleCatalogue.defaults(), List.of(), QualityStudies.ANSWER)) {
        alerts.merge(story.peak(), 1L, Long::sum);
        retrospective += story.retrospective() ? 1 : 0;
        told += story.physicianTold() ? 1 : 0;
        families.merge(story.family(), new Share(1, story.physicianTold() ? 1 : 0), Share::plus);
      }
    }
    return new Burden(
        dataSet, subjects.size(), days, readings, refused, alerts, retrospective, told, families);
  }

  /** So many a patient and day. */
  double perDay(long count) {
    return days == 0 ? 0 : (double) count / days;
  }

  /** How many alerts of this severity. */
  long of(Severity severity) {
    return alerts.getOrDefault(severity, 0L);
  }

  /** All of them. */
  long total() {
    return alerts.values().stream().mapToLong(Long::longValue).sum();
  }
}
