package vigie.cli.export;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;

/**
 * MIMIC-III charted vitals ({@code chartevents_vitals.csv}): each charted value is a reading of the
 * device that showed it, at its {@code charttime}; the alarm limits set at the bedside become the
 * patient's own.
 *
 * <p>Values that the chart computed from another one (a temperature in the other unit) are ignored,
 * since no device sent them. Values that the chart marks as errors are skipped. Times have been
 * shifted by the data set's authors and are taken as UTC.
 */
final class MimicReader implements ExportReader {
  private static final String FILE = "chartevents_vitals.csv";
  private static final Duration CHARTED = Duration.ofHours(1);
  private static final BoundDevice MONITOR = new BoundDevice("monitor", "bedside monitor", CHARTED);
  private static final BoundDevice ARTERIAL = new BoundDevice("arterial", "arterial line", CHARTED);
  private static final BoundDevice CUFF = new BoundDevice("cuff", "blood pressure cuff", CHARTED);
  private static final BoundDevice THERMOMETER =
      new BoundDevice("thermometer", "thermometer", Duration.ofHours(4));
  private static final BoundDevice GLUCOMETER =
      new BoundDevice("glucometer", "glucometer", Duration.ofHours(4));
  private static final BoundDevice ANALYSER =
      new BoundDevice("analyser", "blood analyser", Duration.ofHours(6));
  private static final BoundDevice SCALE = new BoundDevice("scale", "scale", Duration.ofDays(1));

  private static final ExportTimes TIMES = ExportTimes.of("yyyy-MM-dd HH:mm:ss", ZoneOffset.UTC);
  private static final Map<Integer, Item> ITEMS = items();
  private static final Map<Integer, LimitItem> LIMITS = limits();

  /** A charted item that a device measured. */
  private record Item(BoundDevice device, String metric, String unit) {}

  /** An alarm limit; outside low to high it is a typing error, not a limit (project choice). */
  private record LimitItem(String ruleId, double low, double high) {}

  @Override
  public Export read(Path folder, Set<String> subjects) {
    SubjectReadings gathered =
        new SubjectReadings(
            List.of(MONITOR, ARTERIAL, CUFF, THERMOMETER, GLUCOMETER, ANALYSER, SCALE), subjects);
    ReadTally tally = new ReadTally();
    CsvFile.required(folder, FILE)
        .forEach(
            tally,
            row -> {
              String subject = row.text("subject_id");
              if (gathered.wants(subject)) {
                read(subject, row, gathered, tally);
              }
            });
    return gathered.export(tally);
  }

  private static void read(
      String subject, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    int id = itemId(row);
    Item item = ITEMS.get(id);
    LimitItem limit = LIMITS.get(id);
    if (item == null && limit == null) {
      tally.ignored("item " + id + " is no device's reading and no rule's limit");
      return;
    }
    OptionalDouble number = row.optionalNumber("valuenum");
    if (number.isEmpty()) {
      throw new BrokenRowException("item " + id + " has no number");
    }
    if (row.text("error").equals("1")) {
      throw new BrokenRowException("item " + id + " is marked as an error in the chart");
    }
    if (limit != null) {
      readLimit(subject, id, number.getAsDouble(), limit, gathered, tally);
    } else if (item != null) {
      Instant charted = TIMES.instant(row.text("charttime"));
      gathered.add(
          subject,
          DeviceReading.instant(
              item.device().name(), item.metric(), number.getAsDouble(), item.unit(), charted));
      tally.used();
    }
  }

  private static void readLimit(
      String subject,
      int id,
      double value,
      LimitItem limit,
      SubjectReadings gathered,
      ReadTally tally)
      throws BrokenRowException {
    if (value < limit.low() || value > limit.high()) {
      throw new BrokenRowException(
          "limit " + value + " of item " + id + " is implausible for rule " + limit.ruleId());
    }
    if (gathered.limit(subject, new PatientLimitRow(limit.ruleId(), value, "item " + id))) {
      tally.used();
    } else {
      tally.ignored("a later limit for " + limit.ruleId());
    }
  }

  private static int itemId(CsvFile.Row row) throws BrokenRowException {
    try {
      return Integer.parseInt(row.text("itemid"));
    } catch (NumberFormatException e) {
      throw new BrokenRowException("itemid is not a number: '" + row.text("itemid") + "'");
    }
  }

  private static Map<Integer, Item> items() {
    Map<Integer, Item> items = new HashMap<>();
    put(items, MONITOR, "heart-rate", "bpm", 211, 220045);
    put(items, MONITOR, "respiratory-rate", "breaths/min", 618, 220210);
    put(items, MONITOR, "spo2", "%", 646, 220277);
    put(items, ARTERIAL, "bp-systolic", "mmHg", 51, 220050, 225309);
    put(items, ARTERIAL, "bp-diastolic", "mmHg", 8368, 220051, 225310);
    put(items, ARTERIAL, "bp-mean", "mmHg", 52, 220052, 225312);
    put(items, CUFF, "bp-systolic", "mmHg", 455, 220179);
    put(items, CUFF, "bp-diastolic", "mmHg", 8441, 220180);
    put(items, CUFF, "bp-mean", "mmHg", 456, 220181);
    put(items, THERMOMETER, "body-temperature", "degC", 676, 223762);
    put(items, THERMOMETER, "body-temperature", "degF", 678, 223761);
    put(items, GLUCOMETER, "glucose", "mg/dL", 807, 225664);
    put(items, ANALYSER, "glucose", "mg/dL", 811, 220621, 226537);
    put(items, SCALE, "body-weight", "kg", 763, 224639, 226512);
    put(items, SCALE, "body-weight", "lb", 226531);
    return Map.copyOf(items);
  }

  private static Map<Integer, LimitItem> limits() {
    Map<Integer, LimitItem> limits = new HashMap<>();
    put(limits, new LimitItem("HR-2", 80, 220), 8549, 220046);
    put(limits, new LimitItem("HR-6a", 20, 80), 5815, 220047);
    put(limits, new LimitItem("OX-2", 70, 98), 5820, 223770);
    put(limits, new LimitItem("RR-2a", 15, 60), 8553, 224161);
    put(limits, new LimitItem("RR-2b", 3, 15), 5819, 224162);
    put(limits, new LimitItem("BP-2", 40, 120), 5817, 223752);
    put(limits, new LimitItem("BP-5a", 100, 250), 8551, 223751);
    return Map.copyOf(limits);
  }

  private static void put(
      Map<Integer, Item> items, BoundDevice device, String metric, String unit, int... ids) {
    for (int id : ids) {
      items.put(id, new Item(device, metric, unit));
    }
  }

  private static void put(Map<Integer, LimitItem> limits, LimitItem limit, int... ids) {
    for (int id : ids) {
      @Nullable LimitItem before = limits.put(id, limit);
      if (before != null) {
        throw new IllegalStateException("item " + id + " stands twice");
      }
    }
  }
}
