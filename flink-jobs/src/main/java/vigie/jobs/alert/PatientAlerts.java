package vigie.jobs.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertCommand;
import vigie.alert.Delivery;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;

/**
 * Everything that can happen to one patient, and what is decided on it. Keeps nothing itself but
 * the rules; what is kept of the patient lies in the {@link PatientMemory}. Times in milliseconds
 * since 1970 UTC.
 */
final class PatientAlerts {
  /** How long readings of a patient of whom nothing is known are kept: an erased one's, perhaps. */
  static final Duration UNKNOWN_KEPT = Duration.ofHours(1);

  private final RuleBook rules;
  private final AlertDetector detector;

  PatientAlerts(RuleBook rules, Router router) {
    this.rules = rules;
    this.detector = new AlertDetector(router);
  }

  /** A reading came. */
  ReadingFate onReading(PatientMemory memory, Sample sample, long now, Decisions out) {
    Category category = MetricCatalogue.standard().metric(sample.metric).category();
    PatientProfile profile = memory.profile();
    if (profile == null) {
      return keep(memory, category, sample, now, out);
    }
    if (!profile.consents().contains(category)) {
      return ReadingFate.WITHOUT_CONSENT;
    }
    PatientRules inForce = rules.rulesFor(profile);
    if (inForce.watching(sample.metric) == null) {
      return ReadingFate.NOT_WATCHED;
    }
    Watch watch = orNew(memory.watch(category));
    ReadingFate fate = detector.onReading(watch, sample, profile, inForce, now, out);
    memory.watch(category, watch);
    return fate;
  }

  /** The patient's profile came or changed. One older than that known is passed over. */
  void onProfile(PatientMemory memory, PatientProfile profile, long now, Decisions out) {
    PatientProfile known = memory.profile();
    if (known != null && known.version() > profile.version()) {
      return;
    }
    memory.profile(profile);
    PatientRules inForce = rules.rulesFor(profile);
    for (Category category : memory.watched()) {
      Watch watch = orNew(memory.watch(category));
      if (profile.consents().contains(category)) {
        detector.onProfile(watch, profile, inForce, now, out);
        memory.watch(category, watch);
      } else {
        detector.onWithdrawal(watch, profile, now, out);
        memory.watch(category, null);
      }
    }
  }

  /** The patient is erased: what is open is closed, and nothing is kept. */
  void onErasure(PatientMemory memory, long now, Decisions out) {
    PatientProfile known = memory.profile();
    for (Category category : memory.watched()) {
      if (known != null) {
        detector.onWithdrawal(orNew(memory.watch(category)), known, now, out);
      }
      memory.watch(category, null);
    }
    memory.profile(null);
    out.timesChanged = true;
  }

  /**
   * A person did something about an alert.
   *
   * @return whether the alert is known
   */
  boolean onCommand(PatientMemory memory, AlertCommand command, long now, Decisions out) {
    PatientProfile profile = memory.profile();
    if (profile == null) {
      return false;
    }
    PatientRules inForce = rules.rulesFor(profile);
    for (Category category : memory.watched()) {
      Watch watch = orNew(memory.watch(category));
      if (detector.onAcknowledgement(watch, command, profile, inForce, now, out)) {
        memory.watch(category, watch);
        return true;
      }
    }
    return false;
  }

  /** An attempt to deliver a notification ended. */
  void onDelivery(PatientMemory memory, Delivery delivery, long now, Decisions out) {
    PatientProfile profile = memory.profile();
    if (profile == null) {
      return;
    }
    for (Category category : memory.watched()) {
      Watch watch = orNew(memory.watch(category));
      detector.onDelivery(watch, delivery, profile, now, out);
      memory.watch(category, watch);
    }
  }

  /** It is now, and {@link #wakeAt} had said to look again by now. */
  void onTime(PatientMemory memory, long now, Decisions out) {
    PatientProfile profile = memory.profile();
    for (Category category : memory.watched()) {
      Watch watch = orNew(memory.watch(category));
      if (profile != null) {
        detector.onTime(watch, profile, now, out);
        memory.watch(category, watch);
      } else if (watch.forgetAt <= now) {
        memory.watch(category, null);
      }
    }
    out.timesChanged = true;
  }

  /** When to look at this patient again; Long.MAX_VALUE for never. */
  static long wakeAt(PatientMemory memory) {
    long wake = Long.MAX_VALUE;
    for (Category category : memory.watched()) {
      wake = Math.min(wake, AlertDetector.wakeAt(orNew(memory.watch(category))));
    }
    return wake;
  }

  private ReadingFate keep(
      PatientMemory memory, Category category, Sample sample, long now, Decisions out) {
    if (!MetricCatalogue.standard().metric(sample.metric).alertable()) {
      return ReadingFate.NOT_WATCHED;
    }
    Watch watch = orNew(memory.watch(category));
    ReadingFate fate = detector.keep(watch, sample, now + UNKNOWN_KEPT.toMillis(), out);
    memory.watch(category, watch);
    return fate;
  }

  private static Watch orNew(@Nullable Watch watch) {
    return watch == null ? new Watch() : watch;
  }
}
