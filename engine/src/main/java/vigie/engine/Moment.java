package vigie.engine;

import java.time.Instant;
import vigie.patient.PatientProfile;

/**
 * One patient at one moment: what is known, what time it is, and where decisions go.
 *
 * @param memory what is kept of the patient
 * @param profile the patient's, as it is to be used now
 * @param now milliseconds since 1970 UTC
 * @param out takes what is decided
 */
record Moment(PatientMemory memory, PatientProfile profile, long now, Decisions out) {
  /** When what is decided now is told. */
  long clock() {
    return out.clock(now);
  }

  Instant time() {
    return Instant.ofEpochMilli(now);
  }
}
