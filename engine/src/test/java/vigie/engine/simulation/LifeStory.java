package vigie.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.Keyed128;
import vigie.patient.Cover;
import vigie.patient.PatientLimit;
import vigie.patient.PatientProfile;
import vigie.patient.ProfileFlag;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/**
 * One patient's life over some days: what devices measure and send, and what changes in the
 * profile. A steady one has neither changes of profile nor people who answer, so that its alerts
 * follow from its readings alone.
 */
final class LifeStory {
  static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
  static final UUID PHYSICIAN = Keyed128.of("physician");
  static final UUID SUBSTITUTE = Keyed128.of("substitute");
  static final UUID CONTACT = Keyed128.of("contact");
  private static final List<Category> CATEGORIES = List.of(Category.values());
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long HALF_HOUR = 30 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** A new profile, or null for an erasure. */
  record Change(long at, @Nullable PatientProfile profile) {}

  final PatientId patient;
  final boolean steady;
  final List<Reading> readings = new ArrayList<>();
  final List<Change> changes = new ArrayList<>();
  private final Dice dice;
  private final boolean mild;
  private final List<long[]> offline = new ArrayList<>();
  private final long end;
  private long version;

  /**
   * Draws one.
   *
   * @param mild whether only so much disorder comes of devices that a tail can put it right
   */
  LifeStory(Dice dice, int number, boolean mild) {
    this.dice = dice;
    this.mild = mild;
    this.patient = new PatientId(Keyed128.of("simulated", number));
    this.steady = dice.chance(0.5);
    boolean baseline = dice.chance(0.02);
    long days = baseline ? dice.between(16, 26) : dice.between(2, 4);
    this.end = START + days * DAY;
    int absences = dice.below(3);
    for (int i = 0; i < absences; i++) {
      long from = START + dice.between(0, days * DAY);
      offline.add(new long[] {from, from + dice.about(10 * MINUTE, 10 * HOUR)});
    }
    if (baseline) {
      learn(days);
    } else {
      for (long at = START + dice.between(0, HOUR); at < end; at += dice.between(HOUR, 5 * HOUR)) {
        measure("heart-rate", 58 + dice.below(27), at, 60, "watch");
      }
    }
    int episodes = baseline ? 1 : dice.below(4);
    for (int i = 0; i < episodes; i++) {
      episode(START + dice.between(HOUR, days * DAY));
    }
    profiles(days);
    readings.addAll(Corrected.some(readings, dice.split(), mild));
    readings.sort(Comparator.comparing(Reading::received).thenComparing(Reading::effective));
  }

  /** Whether all disorder stays within the tail. */
  boolean mild() {
    return mild;
  }

  private void episode(long from) {
    int kind = dice.below(11);
    if (kind < Course.ALL.size()) {
      run(Course.ALL.get(kind), from);
    } else if (kind == 8) {
      earlyWarning(from);
    } else if (kind == 9) {
      measure("fall", 1, from, 60, "watch");
      if (dice.chance(0.3)) {
        measure("fall", 1, from + dice.about(1000, HOUR), 60, "watch");
      }
    } else {
      weights(from);
    }
  }

  /** Worsens and eases, and recovers, mostly. */
  private void run(Course course, long from) {
    int step = course.metric().equals("glucose-cgm") ? 300 : (int) dice.of(20, 60, 60, 300);
    int count = (int) dice.between(12, 55);
    long at = from;
    double level = dice.below(course.levels().size());
    for (int i = 0; i < count; i++) {
      level += dice.share() * 3 - (i < count * 0.7 ? 1.2 : 1.8);
      level = Math.max(-1, Math.min(course.levels().size() - 1, level));
      double value = course.at((int) Math.floor(level));
      measure(course.metric(), value, at, step, "monitor");
      at += step * (dice.chance(0.02) ? 6_000L : dice.between(800, 1000));
    }
    int well = dice.chance(0.25) ? 0 : (int) dice.between(2, 25);
    for (int i = 0; i < well; i++) {
      measure(course.metric(), course.usual(), at, step, "monitor");
      at += step * dice.between(800, 1000);
    }
    if (dice.chance(0.1)) {
      measure("steps", dice.of(0, 40), from + dice.between(0, HOUR), 60, "watch");
    }
  }

  private void earlyWarning(long from) {
    long at = from;
    int rounds = (int) dice.between(4, 12);
    for (int i = 0; i < rounds; i++) {
      for (Course sign : Course.EARLY_WARNING) {
        if (!dice.chance(0.15)) {
          measure(sign.metric(), sign.at(dice.below(i < rounds / 2 ? 3 : 2) - 1), at, 600, "ward");
        }
      }
      at += dice.between(5 * MINUTE, 12 * MINUTE);
    }
  }

  private void weights(long from) {
    double weight = 80;
    for (long at = from; at < end; at += dice.between(18 * HOUR, 26 * HOUR)) {
      measure("body-weight", weight, at, 86_400, "scale");
      weight += dice.of(-0.4, 0.2, 0.8, 1.1);
    }
  }

  /** Enough of nights and days to know what is usual for this patient, then something else. */
  private void learn(long days) {
    double night = 50 + dice.below(13);
    for (int day = 0; day < days; day++) {
      double shift = day > days - 4 ? dice.of(0, 5, 12) : 0;
      for (int i = 0; i < 12; i++) {
        long at = START + day * DAY + i * HALF_HOUR + dice.between(0, MINUTE);
        measure("heart-rate", night + shift + dice.below(3), at, 60, "watch");
      }
      for (int i = 0; i < 5; i++) {
        long at = START + day * DAY + (8L + 2L * i) * HOUR + dice.between(0, MINUTE);
        measure("heart-rate", 68 + shift + dice.below(9), at, 60, "watch");
        measure("spo2", (shift > 0 ? 93 : 97) + dice.below(2), at, 60, "monitor");
      }
    }
  }

  private void measure(String metric, double value, long at, long interval, String device) {
    long received = at + dice.between(0, 3_000);
    if (dice.chance(0.03)) {
      // Lost before anybody had confirmed it, and sent again.
      received += dice.about(5_000, mild ? 2 * MINUTE : HOUR);
    }
    for (long[] window : offline) {
      // In a mild story the telephone that all devices speak through is off.
      if (at >= window[0] && at < window[1] && (mild || device.equals("monitor"))) {
        received = Math.max(received, window[1]);
      }
    }
    Quality quality =
        dice.chance(0.04) ? Quality.QUESTIONABLE : dice.chance(0.01) ? Quality.TEST : Quality.VALID;
    Context context = dice.chance(0.03) ? Context.EXERCISE : Context.UNKNOWN;
    readings.add(
        new Reading(
            patient,
            new DeviceId(device),
            MetricCatalogue.standard().metric(metric),
            value,
            Instant.ofEpochMilli(at),
            null,
            60,
            Instant.ofEpochMilli(received),
            null,
            quality,
            context,
            null,
            Duration.ofSeconds(interval)));
  }

  private void profiles(long days) {
    Set<ProfileFlag> flags = EnumSet.noneOf(ProfileFlag.class);
    for (ProfileFlag flag : ProfileFlag.values()) {
      if (flag != ProfileFlag.CHILD
          && dice.chance(flag == ProfileFlag.HEART_FAILURE ? 0.3 : 0.05)) {
        flags.add(flag);
      }
    }
    Set<Category> all = EnumSet.allOf(Category.class);
    UUID physician = dice.chance(0.85) ? PHYSICIAN : null;
    UUID contact = dice.chance(0.85) ? CONTACT : null;
    Cover cover = cover(days);
    add(START - 1, all, physician, contact, List.of(), flags, cover);
    if (steady) {
      return;
    }
    List<PatientLimit> limits = List.of();
    Set<Category> consents = all;
    int count = dice.below(4);
    for (int i = 0; i < count; i++) {
      long at = START + (days * DAY * (i + 1)) / (count + 1) + dice.between(0, 3 * HOUR);
      switch (dice.below(6)) {
        case 0, 1 -> limits = limits(at);
        case 2 -> contact = contact == null ? CONTACT : null;
        case 3 -> physician = physician == null ? PHYSICIAN : null;
        case 4 -> consents = consents.equals(all) ? without() : all;
        default -> {
          if (i == count - 1) {
            changes.add(new Change(at, null));
            return;
          }
          cover = cover(days);
        }
      }
      add(at, consents, physician, contact, limits, flags, cover);
    }
  }

  private Set<Category> without() {
    Set<Category> consents = EnumSet.allOf(Category.class);
    consents.remove(
        dice.chance(0.5) ? Category.HEART_RATE : CATEGORIES.get(dice.below(CATEGORIES.size())));
    return consents;
  }

  private List<PatientLimit> limits(long at) {
    Instant set = Instant.ofEpochMilli(at);
    int number = (int) version + 1;
    return List.of(
        dice.chance(0.3)
            ? limit("HR-3", false, null, null, set, number)
            : limit("HR-2", true, 120.0, 116.0, set, number),
        limit("OX-2", true, dice.of(90, 92), 94.0, set, number));
  }

  private static PatientLimit limit(
      String rule,
      boolean enabled,
      @Nullable Double limit,
      @Nullable Double clear,
      Instant set,
      int version) {
    return new PatientLimit(
        rule, enabled, limit, clear, null, null, PHYSICIAN, set, "simulated", version);
  }

  private Cover cover(long days) {
    if (dice.chance(0.6)) {
      return Cover.NONE;
    }
    long from = START + dice.between(0, days * DAY);
    return new Cover(
        null,
        List.of(
            new Cover.Absence(
                Instant.ofEpochMilli(from), Instant.ofEpochMilli(from + dice.about(HOUR, DAY)))),
        dice.chance(0.7) ? List.of(new Cover.Substitute(SUBSTITUTE, null, null, null)) : List.of());
  }

  private void add(
      long at,
      Set<Category> consents,
      @Nullable UUID physician,
      @Nullable UUID contact,
      List<PatientLimit> limits,
      Set<ProfileFlag> flags,
      Cover cover) {
    version++;
    changes.add(
        new Change(
            at,
            new PatientProfile(
                patient, version, consents, physician, contact, limits, flags, cover)));
  }
}
