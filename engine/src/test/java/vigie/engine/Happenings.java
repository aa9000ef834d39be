package vigie.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;

/** What came of a scenario's lines, in the words of its {@code expect} lines. */
final class Happenings {
  /** A scenario's first day. */
  static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

  /** The line that says who is told, and why, says it as well. */
  private static final Set<Cause> SAID_BY_A_MESSAGE = Set.of(Cause.ESCALATED, Cause.NO_RECIPIENT);

  private int transitions;
  private int notifications;
  private int suppressed;

  /** Something that happened, and when. */
  private record Happening(Instant at, String text) {}

  /**
   * What has happened since the last call.
   *
   * @param repeats whether messages to the same person again count, too
   * @param names of people
   */
  List<String> since(PatientUnderTest patient, boolean repeats, Function<UUID, String> names) {
    List<Happening> news = new ArrayList<>();
    for (AlertTransition t : patient.transitions.subList(transitions, patient.transitions.size())) {
      if (SAID_BY_A_MESSAGE.contains(t.cause())) {
        continue;
      }
      String stale = t.retrospective() ? " stale" : "";
      String phase = t.phase().name() + stale;
      String text = String.join(" ", t.cause().name(), t.severity().name(), t.ruleId(), phase);
      news.add(new Happening(t.decidedAt(), text));
    }
    transitions = patient.transitions.size();
    for (Notification n :
        patient.notifications.subList(notifications, patient.notifications.size())) {
      if (repeats || n.reason() != Notification.Reason.REPEATED) {
        String told = String.join(" ", "told", names.apply(n.recipient()), n.reason().name());
        news.add(new Happening(n.decidedAt(), told));
      }
    }
    notifications = patient.notifications.size();
    for (PatientUnderTest.Suppressed s :
        patient.suppressed.subList(suppressed, patient.suppressed.size())) {
      if (s.why() != Suppression.DIGEST) {
        news.add(new Happening(s.at(), "not told " + s.why()));
      }
    }
    suppressed = patient.suppressed.size();
    return news.stream()
        .sorted(Comparator.comparing(Happening::at))
        .map(happening -> clock(happening.at()) + " " + happening.text())
        .toList();
  }

  private static String clock(Instant time) {
    LocalTime clock = LocalTime.ofInstant(time, ZoneOffset.UTC);
    long days = ChronoUnit.DAYS.between(FIRST, LocalDate.ofInstant(time, ZoneOffset.UTC));
    String text =
        clock.getSecond() == 0
            ? String.format(Locale.ROOT, "%02d:%02d", clock.getHour(), clock.getMinute())
            : clock.toString();
    return days == 0 ? text : "day " + (days + 1) + " " + text;
  }
}
