package vigie.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.cli.device.DeviceReading;
import vigie.reading.MetricCatalogue;

/** The readers on the real files, which are not part of this repository. */
class RealExportsTest {
  @Test
  void mimicHasTheReadingsAndBedsideLimitsOfItsSubjects() {
    Export export = read(ExportFormat.MIMIC, "mimic-iii-demo", "10061", "10069", "10076", "10011");

    assertThat(export.subjects()).hasSize(4);
    assertThat(subject(export, "10061").readings())
        .filteredOn(reading -> reading.metric().equals("heart-rate"))
        .extracting(DeviceReading::value)
        .contains(189.0);
    assertThat(subject(export, "10076").limits())
        .extracting(PatientLimitRow::ruleId)
        .containsExactly("BP-2", "BP-5a", "HR-2", "HR-6a", "OX-2", "RR-2a", "RR-2b");
    assertAccountedFor(export);
  }

  @Test
  void bidmcHasEverySecondOfARecord() {
    Export export = read(ExportFormat.BIDMC, "bidmc", "32");

    assertThat(export.rowsRead()).isEqualTo(481);
    assertThat(subject(export, "32").readings())
        .filteredOn(reading -> reading.metric().equals("spo2"))
        .allMatch(reading -> reading.value() >= 83 && reading.value() <= 87);
    assertAccountedFor(export);
  }

  @Test
  void t1dUomHasGlucoseWatchAndDiary() {
    Export export = read(ExportFormat.T1D_UOM, "t1d-uom", "2301");

    assertThat(subject(export, "2301").devices())
        .extracting(device -> device.name())
        .containsExactly("cgm", "watch", "diary");
    assertAccountedFor(export);
  }

  @Test
  void fitbitHasTrackerAndScale() {
    Export export = read(ExportFormat.FITBIT, "fitbit-fitness-tracker", "1503960366");

    assertThat(subject(export, "1503960366").devices())
        .extracting(device -> device.name())
        .containsExactly("tracker", "scale");
    assertAccountedFor(export);
  }

  @Test
  void lifeSnapsHasNightsAndDays() {
    Export export = read(ExportFormat.LIFESNAPS, "lifesnaps");

    assertThat(export.subjects()).hasSize(42);
    assertThat(export.subjects())
        .flatExtracting(subject -> subject.readings())
        .extracting(DeviceReading::metric)
        .contains("skin-temperature", "spo2", "steps", "sleep-total", "hrv-rmssd");
    assertAccountedFor(export);
  }

  @Test
  void challengeHasTwoRatesOfEverySecondBeforeAnAlarm() {
    Export export = read(ExportFormat.CHALLENGE_2015, "physionet-challenge-2015", "v101l");

    assertThat(subject(export, "v101l").devices())
        .extracting(device -> device.name())
        .containsExactly("ecg", "pulse");
    assertThat(export.rowsRead()).isEqualTo(300);
    assertAccountedFor(export);
  }

  @ParameterizedTest(name = "{0} has {3} people, {2} among what they measured")
  @CsvSource({
    "CHALLENGE_2012, physionet-challenge-2012, body-temperature, 1199",
    "BIG_IDEAS, big-ideas-glycemic-wearable, glucose-cgm, 6",
    "EICU, eicu-demo, bp-mean, 1186",
    "EMPATICA, wearable-exam-stress, skin-temperature, 6",
    "VITALDB, vitaldb-arrhythmia, heart-rate, 169",
    "CYCLE, menstrual-cycle, basal-body-temperature, 16",
  })
  void eachOtherDataSetIsReadWhole(ExportFormat format, String folder, String metric, int people) {
    Export export = read(format, folder);

    assertThat(export.subjects().size()).isEqualTo(people);
    assertThat(export.subjects())
        .flatExtracting(subject -> subject.readings())
        .extracting(DeviceReading::metric)
        .contains(metric);
    assertAccountedFor(export);
  }

  @ParameterizedTest
  @EnumSource
  void theHelpNamesEveryFormat(ExportFormat format) {
    assertThat(ExportFormat.NAMES).contains(format.id());
  }

  @Test
  void aChartHasItsLimitsWithTheTimesAtWhichTheyWereSet() {
    assertThat(ChartedLimits.read(dataSets().resolve("mimic-iii-demo")))
        .hasSizeGreaterThan(1000)
        .allMatch(limit -> limit.value() > 0)
        .extracting(ChartedLimits.Limit::side)
        .contains(ChartedLimits.Side.values());
  }

  private static void assertAccountedFor(Export export) {
    assertThat(export.rowsUsed() + export.skippedCount() + export.ignoredCount())
        .isEqualTo(export.rowsRead());
    assertThat(export.rowsUsed()).isPositive();
    for (ExportedSubject subject : export.subjects()) {
      assertThat(subject.readings())
          .allSatisfy(
              reading ->
                  assertThat(
                          MetricCatalogue.standard()
                              .metric(reading.metric())
                              .toCanonical(reading.value(), reading.unit()))
                      .isPresent());
    }
  }

  private static ExportedSubject subject(Export export, String id) {
    return export.subjects().stream()
        .filter(subject -> subject.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Export read(ExportFormat format, String folder, String... subjects) {
    return format.reader().read(dataSets().resolve(folder), Set.of(subjects));
  }

  /** {@code VIGIE_DATASETS}, else {@code ../shared/data} beside the repository. */
  private static Path dataSets() {
    String named = System.getenv("VIGIE_DATASETS");
    if (named != null) {
      return present(Path.of(named));
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("schemas"))) {
      folder = folder.getParent();
    }
    return present((folder == null ? Path.of("") : folder).resolve("../shared/data").normalize());
  }

  private static Path present(Path folder) {
    assertThat(folder)
        .as("the real data sets; name their folder with the variable VIGIE_DATASETS")
        .isDirectory();
    return folder;
  }
}
