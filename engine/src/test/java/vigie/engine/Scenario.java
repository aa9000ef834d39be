package vigie.engine;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.Keyed128;
import vigie.alert.AlertCommand;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.alert.RuleReader;
import vigie.alert.Schedule;
import vigie.device.DeviceStatus;
import vigie.patient.Cover;
import vigie.patient.PatientLimit;
import vigie.patient.ProfileFlag;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.Quality;

/**
 * A scenario as a clinician writes it, a line for each thing that happens, and {@code expect} lines
 * for all that must come of it, in order:
 *
 * <pre>
 * with rule {"id": "GM-1", ...}                beside the defaults, as rules.json has them; first of all
 * patient has NEUTROPENIA                      flags, before anything is sent
 * nobody treats | nobody to call               no physician, no emergency contact
 * physician away 09:00 12:00                   also "physician hours 08:00 18:00"
 * substitute ANNE 08:00 20:00                  told in this order; the hours may be left out
 * device measures every PT1M
 * zone +01:00                                  the device tells its offset from UTC
 * limit HR-2 at 120                            the patient's own limit
 * with repeats                                 expect messages to the same person again, too
 * 10:00 every PT1M heart-rate 150 152          readings from this time on
 * 10:05 heart-rate 180 received 14:00          one reading; also "questionable", "exercise", "sleep"
 * 10:05 heart-rate 90 received 14:01           another value of the same time: a correction; also
 *                                              "retracted", when it was none at all
 * 10:00 device bound | device unbound           also "bound every PT5M": so often it is to measure
 * 10:00 device online battery 18               also "charging", "off-wrist"; without battery, too
 * 10:00 device refused                         a value of it was; "for its clock"
 * 10:06 consent withdrawn | wait | rule HR-1 off
 * 10:06 acknowledged                           also "of HR-1"; else the alert that changed last
 * 10:06 confirmed by patient | cancelled by patient | paused PT10M
 * 10:06 rejected by ANNE | cannot by PHYSICIAN
 * 10:06 delivery to PHYSICIAN failed
 * expect 10:03 CONFIRMED CRITICAL HR-1 ACTIVE  cause, severity, rule, phase; "stale" when retrospective
 * expect 10:03 told PHYSICIAN FIRST            also PATIENT, ANNE, CONTACT, OPERATOR
 * expect 10:03 not told SHARED                 another message stands for it; also BUDGET
 * day 2 07:00 body-weight 80.4                 on another day than the first, also in "expect"
 * </pre>
 */
final class Scenario {
  private final List<Rule> rules = new ArrayList<>(RuleCatalogue.defaults());
  private PatientUnderTest patient = new PatientUnderTest();
  private final List<String> expected = new ArrayList<>();
  private final List<String> happened = new ArrayList<>();
  private final Happenings happenings = new Happenings();
  private final List<Cover.Absence> absences = new ArrayList<>();
  private final List<Cover.Substitute> substitutes = new ArrayList<>();
  private final Map<String, UUID> people = new HashMap<>();
  private @Nullable Schedule hours;
  private boolean repeats;
  private boolean begun;
  private int day = 1;

  private Scenario() {
    people.put("PATIENT", PatientUnderTest.PATIENT.value());
    people.put("PHYSICIAN", PatientUnderTest.PHYSICIAN);
    people.put("CONTACT", PatientUnderTest.CONTACT);
    people.put("OPERATOR", Notification.OPERATORS);
  }

  static Scenario run(List<String> lines) {
    Scenario scenario = new Scenario();
    for (String line : lines) {
      String text = line.replaceFirst("#.*", "").strip().replaceAll("\\s+", " ");
      if (!text.isEmpty()) {
        scenario.line(text);
      }
    }
    return scenario;
  }

  List<String> expected() {
    return expected;
  }

  List<String> happened() {
    return happened;
  }

  private void line(String text) {
    String[] word = text.split(" ", -1);
    if (text.startsWith("expect ")) {
      expected.add(text.substring("expect ".length()));
    } else if (text.startsWith("with rule ")) {
      String rule = text.substring("with rule ".length());
      rules.addAll(RuleReader.read("[" + rule + "]", "scenario", PatientUnderTest.START));
      patient = new PatientUnderTest(rules);
    } else if (text.startsWith("patient has ")) {
      patient.flags.add(ProfileFlag.valueOf(word[2]));
    } else if (text.equals("nobody treats")) {
      patient.physician = null;
    } else if (text.equals("nobody to call")) {
      patient.contact = null;
    } else if (text.equals("with repeats")) {
      repeats = true;
    } else if (text.startsWith("physician away ")) {
      absences.add(new Cover.Absence(time(word[2]), time(word[3])));
    } else if (text.startsWith("physician hours ")) {
      hours = hours(word[2], word[3]);
    } else if (text.startsWith("substitute ")) {
      people.put(word[1], Keyed128.of(word[1]));
      Schedule duty = word.length > 2 ? hours(word[2], word[3]) : null;
      substitutes.add(new Cover.Substitute(person(word[1]), null, null, duty));
    } else if (text.startsWith("device measures every ")) {
      patient.interval = Duration.parse(word[3]);
    } else if (text.startsWith("zone ")) {
      patient.offsetMinutes = ZoneOffset.of(word[1]).getTotalSeconds() / 60;
    } else if (text.startsWith("day ")) {
      day = Integer.parseInt(word[1]);
      at(time(word[2]), List.of(word).subList(3, word.length));
    } else if (text.startsWith("limit ")) {
      limit(word[1], true, Double.parseDouble(word[3]));
    } else {
      at(time(word[0]), List.of(word).subList(1, word.length));
    }
  }

  private void at(Instant time, List<String> words) {
    if (!begun) {
      begun = true;
      patient.now = time;
      patient.cover = new Cover(hours, absences, substitutes);
      patient.sendProfile();
    }
    pass(time);
    switch (words.get(0)) {
      case "wait" -> {}
      case "acknowledged" -> patient.acknowledges(alert(words));
      case "confirmed" -> patient.confirms(alert(words));
      case "cancelled" ->
          patient.does(AlertCommand.Kind.CANCEL, alert(words), PatientUnderTest.PATIENT.value());
      case "rejected" -> patient.does(AlertCommand.Kind.REJECT, alert(words), person(words.get(2)));
      case "cannot" -> patient.does(AlertCommand.Kind.CANNOT, alert(words), person(words.get(2)));
      case "paused" -> patient.pauses(alert(words), Duration.parse(words.get(1)));
      case "delivery" ->
          patient.delivery(
              lastTo(person(words.get(2))), Delivery.Channel.MAIL, Delivery.Outcome.FAILED);
      case "consent" -> {
        patient.consents = EnumSet.noneOf(Category.class);
        patient.sendProfile();
      }
      case "rule" -> {
        limit(words.get(1), false, null);
        patient.sendProfile();
      }
      case "device" -> device(words);
      case "every" -> {
        Duration step = Duration.parse(words.get(1));
        for (int i = 3; i < words.size(); i++) {
          pass(time.plus(step.multipliedBy(i - 3)));
          reads(words.get(2), Double.parseDouble(words.get(i)), patient.now, List.of());
        }
      }
      default -> {
        int received = words.indexOf("received");
        if (received > 0) {
          pass(time(words.get(received + 1)));
        }
        reads(words.get(0), Double.parseDouble(words.get(1)), time, words);
      }
    }
    note();
  }

  private void reads(String metric, double value, Instant effective, List<String> words) {
    Context context =
        words.contains("exercise")
            ? Context.EXERCISE
            : words.contains("sleep") ? Context.SLEEP : Context.UNKNOWN;
    Quality quality =
        words.contains("questionable")
            ? Quality.QUESTIONABLE
            : words.contains("retracted") ? Quality.RETRACTED : Quality.VALID;
    patient.takes(patient.reading(metric, value, effective, patient.now, quality, context));
    note();
  }

  private void device(List<String> words) {
    switch (words.get(1)) {
      case "bound" -> {
        Duration interval = words.size() > 2 ? Duration.parse(words.get(3)) : Duration.ZERO;
        patient.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, interval.toSeconds()));
      }
      case "refused" -> patient.refused(words.contains("clock"));
      case "unbound" -> patient.hears(new DeviceNews.Unbound(PatientUnderTest.DEVICE));
      default -> {
        String state = words.get(1).toUpperCase(Locale.ROOT).replace('-', '_');
        Integer battery = words.size() > 2 ? Integer.valueOf(words.get(3)) : null;
        patient.status(PatientUnderTest.DEVICE, DeviceStatus.State.valueOf(state), battery);
      }
    }
  }

  private void pass(Instant until) {
    if (until.isAfter(patient.now)) {
      patient.pass(Duration.between(patient.now, until));
      note();
    }
  }

  private void limit(String rule, boolean enabled, @Nullable Double limit) {
    patient.limits.add(
        new PatientLimit(
            rule,
            enabled,
            limit,
            null,
            null,
            null,
            new UUID(1, 1),
            PatientUnderTest.START,
            "scenario",
            patient.limits.size() + 1));
  }

  /** The alert that the line names by its rule, or the one that changed last. */
  private UUID alert(List<String> words) {
    int of = words.indexOf("of");
    return patient.transitions.stream()
        .filter(transition -> of < 0 || transition.ruleId().equals(words.get(of + 1)))
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .alert();
  }

  private Notification lastTo(UUID person) {
    return patient.notifications.stream()
        .filter(notification -> notification.recipient().equals(person))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private UUID person(String name) {
    return Objects.requireNonNull(people.get(name), name);
  }

  private String name(UUID person) {
    return people.entrySet().stream()
        .filter(entry -> entry.getValue().equals(person))
        .map(Map.Entry::getKey)
        .findAny()
        .orElseThrow();
  }

  private void note() {
    happened.addAll(happenings.since(patient, repeats, this::name));
  }

  private static Schedule hours(String from, String to) {
    return new Schedule(
        ZoneOffset.UTC, LocalTime.parse(from), LocalTime.parse(to), EnumSet.allOf(DayOfWeek.class));
  }

  private Instant time(String clock) {
    return LocalTime.parse(clock)
        .atDate(Happenings.FIRST.plusDays(day - 1))
        .toInstant(ZoneOffset.UTC);
  }
}
