package vigie.cli.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vigie.cli.device.DeviceReading;
import vigie.cli.export.ExportException;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * Apple Health's {@code export.xml}, read as a stream. Its percentages are fractions, and a blood
 * pressure stands in it twice: as two records, which are taken, and again inside a Correlation. All
 * systolic records come before all diastolic ones, so these are kept until the end and joined.
 */
final class AppleHealthMessages implements MessageSource {
  private static final String QUANTITY = "HKQuantityTypeIdentifier";
  private static final String SLEEP = "HKCategoryTypeIdentifierSleepAnalysis";
  private static final String SLEEP_VALUE = "HKCategoryValueSleepAnalysis";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z", Locale.ROOT);

  private static final Map<String, String> METRICS =
      Map.ofEntries(
          Map.entry("HeartRate", "heart-rate"),
          Map.entry("RespiratoryRate", "respiratory-rate"),
          Map.entry("OxygenSaturation", "spo2"),
          Map.entry("BloodPressureSystolic", "bp-systolic"),
          Map.entry("BloodPressureDiastolic", "bp-diastolic"),
          Map.entry("BloodGlucose", "glucose"),
          Map.entry("BodyTemperature", "body-temperature"),
          Map.entry("BasalBodyTemperature", "basal-body-temperature"),
          Map.entry("AppleSleepingWristTemperature", "skin-temperature"),
          Map.entry("BodyMass", "body-weight"),
          Map.entry("Height", "body-height"),
          Map.entry("BodyMassIndex", "bmi"),
          Map.entry("BodyFatPercentage", "body-fat"),
          Map.entry("HeartRateVariabilitySDNN", "hrv-sdnn"),
          Map.entry("StepCount", "steps"),
          Map.entry("DistanceWalkingRunning", "distance"),
          Map.entry("FlightsClimbed", "flights-climbed"),
          Map.entry("ActiveEnergyBurned", "active-energy"),
          Map.entry("AppleExerciseTime", "exercise"),
          Map.entry("WalkingSpeed", "walking-speed"),
          Map.entry("DietaryEnergyConsumed", "diet-energy"),
          Map.entry("DietaryCarbohydrates", "diet-carbs"),
          Map.entry("DietaryProtein", "diet-protein"),
          Map.entry("DietaryFatTotal", "diet-fat"),
          Map.entry("DietarySodium", "diet-sodium"),
          Map.entry("DietarySugar", "diet-sugar"),
          Map.entry("DietaryFiber", "diet-fibre"),
          Map.entry("DietaryWater", "diet-water"));

  /** Those that add up over their interval; all others are of one instant. */
  private static final Set<String> OF_INTERVALS =
      Set.of("steps", "distance", "flights-climbed", "active-energy", "exercise");

  /** Apple's spellings that are not the catalogue's. */
  private static final Map<String, String> UNITS =
      Map.of("km/hr", "km/h", "st", "stone", "count", "1");

  /** What one source measured at one time. */
  private record Measurement(Instant begin, String source) {}

  private final Path file;

  AppleHealthMessages(Path file) {
    this.file = file;
  }

  @Override
  public void read(ImportTally tally, Consumer<Message> to) {
    ReadingBatches batches = new ReadingBatches(to);
    Map<Measurement, List<DeviceReading>> pressures = new LinkedHashMap<>();
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    // The file brings a document type of its own, of which nothing is needed or trusted.
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      int correlations = 0;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          if (xml.getLocalName().equals("Correlation")) {
            correlations++;
          } else if (xml.getLocalName().equals("Record")) {
            record(xml, correlations > 0, tally, batches, pressures);
          }
        } else if (event == XMLStreamConstants.END_ELEMENT
            && xml.getLocalName().equals("Correlation")) {
          correlations--;
        }
      }
    } catch (IOException | XMLStreamException e) {
      rest(batches, pressures);
      throw new ExportException(file + " cannot be read further: " + e.getMessage(), e);
    }
    rest(batches, pressures);
  }

  private static void rest(
      ReadingBatches batches, Map<Measurement, List<DeviceReading>> pressures) {
    pressures.values().forEach(batches::addTogether);
    batches.flush();
  }

  private void record(
      XMLStreamReader xml,
      boolean correlated,
      ImportTally tally,
      ReadingBatches batches,
      Map<Measurement, List<DeviceReading>> pressures) {
    String type = attribute(xml, "type");
    String name = type.startsWith(QUANTITY) ? type.substring(QUANTITY.length()) : type;
    String metric = type.equals(SLEEP) ? "sleep-stage" : METRICS.get(name);
    if (metric == null) {
      tally.ignored(name + " is no metric of ours");
      return;
    }
    if (correlated) {
      tally.ignored("stands as a record of its own too");
      return;
    }
    try {
      DeviceReading reading = reading(xml, metric);
      if (metric.startsWith("bp-")) {
        pressures
            .computeIfAbsent(
                new Measurement(reading.effective(), attribute(xml, "sourceName")),
                same -> new ArrayList<>(2))
            .add(reading);
      } else {
        batches.add(reading);
      }
      tally.used();
    } catch (DateTimeException | IllegalArgumentException e) {
      tally.skipped(
          file.getFileName() + " line " + xml.getLocation().getLineNumber(),
          metric + " has a value or time that cannot be read");
    }
  }

  private static DeviceReading reading(XMLStreamReader xml, String metric) {
    OffsetDateTime begin = OffsetDateTime.parse(attribute(xml, "startDate"), TIME);
    OffsetDateTime end = OffsetDateTime.parse(attribute(xml, "endDate"), TIME);
    boolean stage = metric.equals("sleep-stage");
    String unit = stage ? "1" : unit(attribute(xml, "unit"));
    double value = stage ? stage(attribute(xml, "value")) : value(attribute(xml, "value"), unit);
    boolean interval =
        (stage || OF_INTERVALS.contains(metric) || metric.startsWith("diet-"))
            && end.isAfter(begin);
    DeviceReading reading =
        interval
            ? DeviceReading.interval(
                "import", metric, value, unit, begin.toInstant(), end.toInstant())
            : DeviceReading.instant("import", metric, value, unit, begin.toInstant());
    return reading.zoned(begin.getOffset().getId().replace("Z", "+00:00"));
  }

  /** A percentage is written as a fraction; one above 1 was written by an app that does not. */
  private static double value(String text, String unit) {
    BigDecimal value = new BigDecimal(text);
    boolean fraction = unit.equals("%") && value.compareTo(BigDecimal.ONE) <= 0;
    return (fraction ? value.movePointRight(2) : value).doubleValue();
  }

  /** Without the molar mass that Apple writes into {@code mmol<180.15588>/L}. */
  private static String unit(String text) {
    String plain = text.replaceFirst("<[^>]*>", "");
    return UNITS.getOrDefault(plain, plain);
  }

  private static double stage(String value) {
    Metric metric = MetricCatalogue.standard().metric("sleep-stage");
    String code = value.startsWith(SLEEP_VALUE) ? value.substring(SLEEP_VALUE.length()) : value;
    // Before iOS 16 there was one kind of sleep.
    String known =
        code.equals("Asleep")
            ? "asleepUnspecified"
            : code.isEmpty()
                ? code
                : code.substring(0, 1).toLowerCase(Locale.ROOT) + code.substring(1);
    List<String> codes = metric.codes();
    if (!codes.contains(known)) {
      throw new IllegalArgumentException("no such stage");
    }
    return codes.indexOf(known);
  }

  private static String attribute(XMLStreamReader xml, String name) {
    @Nullable String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
