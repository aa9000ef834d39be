package vigie.device;

import java.time.Instant;
import vigie.reading.PatientId;

/**
 * Whose a device was for a time.
 *
 * @param patient whose
 * @param since readings from then on were that patient's
 * @param until and before then
 */
public record FormerBinding(PatientId patient, Instant since, Instant until) {
  /** Whether a reading of that time is that patient's. */
  public boolean covers(Instant time) {
    return !time.isBefore(since) && time.isBefore(until);
  }
}
