package vigie.api.watchdog;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.api.alarm.Fault;
import vigie.api.notify.Phrase;

/** What operators are told of a test alert that did not arrive. Pure. */
final class ProbeText {
  private ProbeText() {}

  /**
   * The fault.
   *
   * @param detail what was answered on the way; null for nothing known
   */
  static Fault of(Probe.Place place, @Nullable String detail, Duration patience) {
    Phrase where =
        switch (place) {
          case SET_UP -> Phrase.WHERE_SET_UP;
          case EARLIER_ALERT -> Phrase.WHERE_EARLIER_ALERT;
          case INTAKE -> Phrase.WHERE_INTAKE;
          case READING -> Phrase.WHERE_READING;
          case ALERT -> Phrase.WHERE_ALERT;
          case READING_OR_ALERT -> Phrase.WHERE_READING_OR_ALERT;
          case NOTIFICATION -> Phrase.WHERE_NOTIFICATION;
          case DELIVERY -> Phrase.WHERE_DELIVERY;
        };
    return Fault.of(
        words ->
            words.phrase(
                Phrase.FAULT_WATCHDOG,
                Map.of(
                    "seconds",
                    Long.toString(patience.toSeconds()),
                    "where",
                    words.phrase(where),
                    "detail",
                    detail == null ? "" : detail)));
  }
}
