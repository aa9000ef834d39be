package vigie.cli.demo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import vigie.cli.device.DeviceReading;
import vigie.cli.enrol.EnrolledPatient;
import vigie.cli.enrol.EnrolledPerson;
import vigie.cli.enrol.Enrolment;
import vigie.cli.enrol.PatientPlan;
import vigie.cli.simulate.Scenario;
import vigie.cli.simulate.SimulatedPatient;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;

/** The demo's patients, made anew for each run so that no old alert of theirs is open. */
final class DemoPatients {
  /** Neutral first names: one that told the story would tell the emergency contact too. */
  private static final List<String> NAMES =
      List.of("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf");

  private final Map<UUID, DemoPatient> byId = new LinkedHashMap<>();

  /** One of them. */
  record DemoPatient(
      String name, String prefix, EnrolledPatient enrolled, SimulatedPatient simulated) {
    String deviceId(String device) {
      return prefix + "-" + device;
    }
  }

  static DemoPatients enrol(
      Enrolment enrolment,
      EnrolledPerson physician,
      EnrolledPerson contact,
      long seed,
      Instant run) {
    DemoPatients patients = new DemoPatients();
    String runName = Long.toString(run.getEpochSecond(), Character.MAX_RADIX);
    List<Scenario> scenarios = List.of(Scenario.values());
    IntStream.range(0, scenarios.size())
        .parallel()
        .mapToObj(
            i -> {
              String name = NAMES.get(i);
              String username = "demo-" + runName + "-" + name.toLowerCase(Locale.ROOT);
              SimulatedPatient simulated = new SimulatedPatient(scenarios.get(i), seed + i, run);
              PatientPlan plan =
                  new PatientPlan(
                      username,
                      name,
                      "Simulated",
                      categories(simulated),
                      scenarios.get(i).devices(),
                      physician,
                      contact,
                      List.of());
              return new DemoPatient(name, username, enrolment.patient(plan), simulated);
            })
        .toList()
        .forEach(patient -> patients.byId.put(patient.enrolled().person().id(), patient));
    return patients;
  }

  List<DemoPatient> all() {
    return List.copyOf(byId.values());
  }

  /** The patient's name, or the start of the id of one who is not ours. */
  String name(UUID patient) {
    DemoPatient known = byId.get(patient);
    return known == null ? patient.toString().substring(0, 8) : known.name();
  }

  Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    byId.values().forEach(patient -> secrets.putAll(patient.enrolled().secrets()));
    return secrets;
  }

  /** The same patient, its live part beginning at another time. */
  static DemoPatient beginningAt(DemoPatient patient, Instant live) {
    SimulatedPatient old = patient.simulated();
    return new DemoPatient(
        patient.name(),
        patient.prefix(),
        patient.enrolled(),
        new SimulatedPatient(old.scenario(), old.seed(), live));
  }

  private static Set<Category> categories(SimulatedPatient patient) {
    Set<Category> categories = new TreeSet<>();
    Instant begin = patient.liveBegin();
    for (List<DeviceReading> part :
        List.of(patient.history(), patient.live(begin, begin.plusSeconds(60)))) {
      part.forEach(
          reading ->
              categories.add(MetricCatalogue.standard().metric(reading.metric()).category()));
    }
    return categories;
  }
}
