package vigie.engine.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.engine.AlertInput;
import vigie.engine.InMemoryPatient;
import vigie.engine.ReadingFate;

/**
 * One step of the job for one patient, and what it led to.
 *
 * @param input what was taken; null when the timer fired
 * @param now as of when it was decided, by the virtual clock
 * @param fate what became of a reading
 * @param transitions told
 * @param notifications told
 * @param memory after it
 * @param timer after it; null for none
 */
record Step(
    @Nullable AlertInput input,
    long now,
    @Nullable ReadingFate fate,
    List<AlertTransition> transitions,
    List<Notification> notifications,
    InMemoryPatient memory,
    @Nullable Long timer) {
  boolean is(AlertInput.Kind kind) {
    return input != null && input.kind() == kind;
  }
}
