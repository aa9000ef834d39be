package vigie.alert;

import java.time.Instant;
import java.util.UUID;
import vigie.reading.PatientId;

/**
 * What a person does about an alert.
 *
 * @param id of the command; the same id acts once
 * @param patient whose alert
 * @param alert which
 * @param kind what is done
 * @param actor who does it
 * @param at when
 * @param note the actor's words; empty for none
 */
public record AlertCommand(
    UUID id, PatientId patient, UUID alert, Kind kind, UUID actor, Instant at, String note) {
  /** What can be done. */
  public enum Kind {
    ACKNOWLEDGE
  }
}
