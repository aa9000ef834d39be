package vigie.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
 * @param pause how long nobody is to be told; null except for {@link Kind#PAUSE}
 */
public record AlertCommand(
    UUID id,
    PatientId patient,
    UUID alert,
    Kind kind,
    UUID actor,
    Instant at,
    String note,
    @Nullable Duration pause) {
  /** What can be done. */
  public enum Kind {
    /** A clinician takes it on. */
    ACKNOWLEDGE,
    /** A clinician who was told does not take it on: the next is told at once. */
    REJECT,
    /** A clinician who was told cannot take it on now: the next is told at once. */
    CANNOT,
    /** The patient has seen it. */
    CONFIRM,
    /** Nobody is told for a while; ends by itself. */
    PAUSE,
    /** The patient is well: a fall that nobody need hear of. */
    CANCEL
  }

  /** One without a pause. */
  public AlertCommand(
      UUID id, PatientId patient, UUID alert, Kind kind, UUID actor, Instant at, String note) {
    this(id, patient, alert, kind, actor, at, note, null);
  }

  /** Checks that a pause, and nothing else, has a duration. */
  public AlertCommand {
    if ((kind == Kind.PAUSE) != (pause != null)) {
      throw new IllegalArgumentException("a pause, and nothing else, has a duration");
    }
  }
}
