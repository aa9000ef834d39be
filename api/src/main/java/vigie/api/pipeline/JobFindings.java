package vigie.api.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vigie.api.alarm.AlarmCause;
import vigie.api.alarm.Fault;
import vigie.api.notify.Phrase;

/**
 * What follows from AlertJob's reports, one after another. TK-6: readings are decided late. TK-7:
 * nothing decides, or somebody's readings were forgotten for want of a profile. Pure; used by one
 * thread.
 */
final class JobFindings {
  /** A job that is restarted is away for less. */
  static final Duration AWAY_PATIENCE = Duration.ofMinutes(2);

  /** The engine forgets after an hour: as long nothing more must be forgotten for it to be over. */
  static final Duration PROFILE_QUIET = Duration.ofHours(1);

  private @Nullable Instant awaySince;
  private @Nullable Instant forgottenAt;
  private long forgotten = -1;
  private long counted;

  /** How each cause stands after this report; empty for one that is in order. */
  Map<AlarmCause, Optional<Fault>> after(JobReport report, Instant now) {
    Map<AlarmCause, Optional<Fault>> findings = new EnumMap<>(AlarmCause.class);
    findings.put(AlarmCause.NO_DETECTION, away(report, now));
    if (report.running()) {
      // A job that is away says nothing of how late it is, nor of whom it forgets.
      findings.put(AlarmCause.READINGS_LATE, late(report));
      findings.put(AlarmCause.NO_PROFILE, withoutProfile(report, now));
    }
    return findings;
  }

  private Optional<Fault> away(JobReport report, Instant now) {
    if (report.running()) {
      awaySince = null;
      return Optional.empty();
    }
    if (awaySince == null) {
      awaySince = now;
    }
    return now.isBefore(awaySince.plus(AWAY_PATIENCE))
        ? Optional.empty()
        : Optional.of(Fault.of(words -> words.phrase(Phrase.FAULT_NO_DETECTION)));
  }

  private static Optional<Fault> late(JobReport report) {
    return report.degraded()
        ? Optional.of(Fault.of(words -> words.phrase(Phrase.FAULT_READINGS_LATE)))
        : Optional.empty();
  }

  private Optional<Fault> withoutProfile(JobReport report, Instant now) {
    long fresh = report.withoutProfile();
    // A job that was restored counts from 0 again; what it had counted before we began is old.
    long more = forgotten < 0 ? 0 : fresh < forgotten ? fresh : fresh - forgotten;
    forgotten = fresh;
    if (more > 0) {
      forgottenAt = now;
      counted += more;
    }
    Instant last = forgottenAt;
    if (last == null || !now.isBefore(last.plus(PROFILE_QUIET))) {
      forgottenAt = null;
      counted = 0;
      return Optional.empty();
    }
    Map<String, Object> patients = Map.of("patients", Long.toString(counted));
    return Optional.of(Fault.of(words -> words.phrase(Phrase.FAULT_NO_PROFILE, patients)));
  }
}
