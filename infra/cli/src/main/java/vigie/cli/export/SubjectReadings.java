package vigie.cli.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;

/** Gathers what rows say, person by person. One thread. */
final class SubjectReadings {
  /**
   * A column of a row that tells of several metrics.
   *
   * @param name as its file calls it
   * @param metric what it measures
   * @param unit in what
   */
  record Column(String name, String metric, String unit) {}

  /** Makes a reading of a column's value. */
  interface Making {
    DeviceReading of(Column column, double value);
  }

  private final Map<String, List<DeviceReading>> readings = new LinkedHashMap<>();
  private final Map<String, Map<String, PatientLimitRow>> limits = new LinkedHashMap<>();
  private final List<BoundDevice> devices;
  private final Set<String> wanted;

  /**
   * For one format.
   *
   * @param devices all that the format knows; a subject has those that sent something
   * @param wanted the people to read; empty for all
   */
  SubjectReadings(List<BoundDevice> devices, Set<String> wanted) {
    this.devices = devices;
    this.wanted = wanted;
  }

  boolean wants(String subject) {
    return wanted.isEmpty() || wanted.contains(subject);
  }

  void add(String subject, DeviceReading reading) {
    readings.computeIfAbsent(subject, id -> new ArrayList<>()).add(reading);
  }

  /** Adds what each of the columns says; says whether any said something. */
  boolean add(String subject, CsvFile.Row row, List<Column> columns, Making making)
      throws BrokenRowException {
    boolean any = false;
    for (Column column : columns) {
      OptionalDouble value = row.optionalNumber(column.name());
      if (value.isPresent()) {
        add(subject, making.of(column, value.getAsDouble()));
        any = true;
      }
    }
    return any;
  }

  /** Keeps the first limit of each rule; says whether this was it. */
  boolean limit(String subject, PatientLimitRow limit) {
    return limits
            .computeIfAbsent(subject, id -> new LinkedHashMap<>())
            .putIfAbsent(limit.ruleId(), limit)
        == null;
  }

  Export export(ReadTally tally) {
    for (String subject : wanted) {
      if (!readings.containsKey(subject)) {
        throw new ExportException(
            "subject '" + subject + "' has no readings in this export" + some());
      }
    }
    List<ExportedSubject> subjects = new ArrayList<>();
    readings.forEach(
        (id, own) -> {
          List<BoundDevice> used =
              devices.stream()
                  .filter(device -> own.stream().anyMatch(r -> r.device().equals(device.name())))
                  .toList();
          List<PatientLimitRow> set = List.copyOf(limits.getOrDefault(id, Map.of()).values());
          subjects.add(new ExportedSubject(id, used, set, own));
        });
    return tally.export(subjects);
  }

  private String some() {
    return readings.isEmpty() ? "" : " (it has, among those asked for: " + readings.keySet() + ")";
  }
}
