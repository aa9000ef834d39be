package vigie.cli.quality;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vigie.alert.RuleCatalogue;
import vigie.cli.device.DeviceReading;
import vigie.cli.export.Export;
import vigie.cli.export.ExportException;
import vigie.cli.export.ExportedSubject;
import vigie.patient.PatientLimit;

/**
 * Bedside alarms that experts called true or false, beside what a limit and our rules make of the
 * heart rates of the five minutes before them.
 */
final class BedsideAlarms {
  /** The bedside's own limits (README of the data set): above 140, below 40 beats a minute. */
  static final double HIGH = 140;

  static final double LOW = 40;

  /** Holds to try, in seconds. */
  static final List<Integer> HOLDS = List.of(0, 2, 5, 10, 15, 20, 30, 60, 120, 180);

  /** The way without any rule of ours. */
  static final String LIMIT = "limit without hold, ECG";

  /** One alarm. */
  private record Alarm(String record, String kind, boolean real) {}

  /**
   * Of the alarms of one kind, in how many records a way alerts.
   *
   * @param real alarms that were true
   * @param alarmedReal of these, records in which the way alerts
   * @param unreal alarms that were false
   * @param alarmedUnreal of these, records in which the way alerts
   */
  record Outcome(long real, long alarmedReal, long unreal, long alarmedUnreal) {
    Outcome plus(Outcome other) {
      return new Outcome(
          real + other.real,
          alarmedReal + other.alarmedReal,
          unreal + other.unreal,
          alarmedUnreal + other.alarmedUnreal);
    }
  }

  private BedsideAlarms() {}

  /** For each way, by name, the outcome of each kind of alarm. */
  static Map<String, Map<String, Outcome>> study(Path folder, Export export) {
    Map<String, Map<String, Outcome>> study = new LinkedHashMap<>();
    Map<String, ExportedSubject> records = new LinkedHashMap<>();
    export.subjects().forEach(record -> records.put(record.id(), record));
    for (Alarm alarm : alarms(folder)) {
      ExportedSubject record = records.get(alarm.record());
      if (record == null) {
        continue;
      }
      Subject two = Subject.of("challenge-2015", record);
      Subject one = ecgOnly(record, two);
      count(study, LIMIT, alarm, crosses(one));
      for (int hold : HOLDS) {
        count(study, name(hold, false), alarm, alerts(one, limits(hold)));
        count(study, name(hold, true), alarm, alerts(two, limits(hold)));
      }
      count(study, "default rules, ECG", alarm, alerts(one, List.of()));
      count(study, "default rules, two sources", alarm, alerts(two, List.of()));
    }
    return study;
  }

  /** The name of the way with this hold. */
  static String name(int holdSeconds, boolean twoSources) {
    return "hold %d s, %s".formatted(holdSeconds, twoSources ? "two sources" : "ECG");
  }

  private static void count(
      Map<String, Map<String, Outcome>> study, String way, Alarm alarm, boolean alerted) {
    long yes = alerted ? 1 : 0;
    study
        .computeIfAbsent(way, name -> new LinkedHashMap<>())
        .merge(
            alarm.kind(),
            alarm.real() ? new Outcome(1, yes, 0, 0) : new Outcome(0, 0, 1, yes),
            Outcome::plus);
  }

  /** Taken in without the pulse, which would make the intake doubt what disagrees with it. */
  private static Subject ecgOnly(ExportedSubject record, Subject both) {
    List<DeviceReading> beats =
        record.readings().stream().filter(reading -> reading.device().equals("ecg")).toList();
    return beats.isEmpty()
        ? new Subject(record.id(), both.patient(), List.of(), 0)
        : Subject.of(
            "challenge-2015",
            new ExportedSubject(record.id(), record.devices(), record.limits(), beats));
  }

  private static boolean crosses(Subject subject) {
    return subject.readings().stream()
        .anyMatch(reading -> reading.value() > HIGH || reading.value() < LOW);
  }

  private static boolean alerts(Subject subject, List<PatientLimit> limits) {
    return EngineRun.alerts(subject, RuleCatalogue.defaults(), limits, QualityStudies.ANSWER)
        .stream()
        .filter(story -> story.family().startsWith("heart-rate-"))
        .anyMatch(story -> story.peak().latches());
  }

  /** As a clinician would set them: the bedside's limits, with a hold. */
  private static List<PatientLimit> limits(int holdSeconds) {
    Duration hold = Duration.ofSeconds(holdSeconds);
    List<PatientLimit> limits = new ArrayList<>();
    // The next number beyond, because the rules' limits are inclusive and the bedside's are not.
    limits.add(limit("HR-1", Math.nextUp(HIGH), hold));
    limits.add(limit("HR-5", Math.nextDown(LOW), hold));
    return limits;
  }

  private static PatientLimit limit(String rule, double number, Duration hold) {
    return new PatientLimit(
        rule, true, number, null, hold, null, new UUID(7, 3), Instant.EPOCH, "bedside limit", 1);
  }

  private static List<Alarm> alarms(Path folder) {
    Path file = folder.resolve("ALARMS");
    try {
      List<Alarm> alarms = new ArrayList<>();
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String[] parts = line.strip().split(",", -1);
        if (parts.length == 3) {
          alarms.add(new Alarm(parts[0], parts[1], parts[2].equals("1")));
        }
      }
      return alarms;
    } catch (IOException e) {
      throw new ExportException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
