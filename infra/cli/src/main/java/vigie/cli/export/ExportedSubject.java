package vigie.cli.export;

import java.util.Comparator;
import java.util.List;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;

/**
 * One person of an export.
 *
 * @param id the export's own name for the person
 * @param devices those that measured
 * @param limits set for this person at the bedside, at most one a rule
 * @param readings in the order of sending, not empty
 */
public record ExportedSubject(
    String id,
    List<BoundDevice> devices,
    List<PatientLimitRow> limits,
    List<DeviceReading> readings) {
  /** Copies, and sorts the readings by the time of sending. */
  public ExportedSubject {
    devices = List.copyOf(devices);
    limits = limits.stream().sorted(Comparator.comparing(PatientLimitRow::ruleId)).toList();
    readings = readings.stream().sorted(DeviceReading.BY_SENT).toList();
    if (readings.isEmpty()) {
      throw new IllegalArgumentException("subject " + id + " has no readings");
    }
  }
}
