package vigie.cli.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import vigie.cli.client.NewLimit;
import vigie.cli.device.BoundDevice;
import vigie.cli.enrol.EnrolledPatient;
import vigie.cli.enrol.EnrolledPerson;
import vigie.cli.enrol.Enrolment;
import vigie.cli.enrol.PatientPlan;
import vigie.reading.Category;

/** The load's patients: one strap each, one physician for all. */
final class LoadPatients {
  private static final BoundDevice STRAP =
      new BoundDevice("strap", "chest strap", Duration.ofSeconds(1));
  private static final int AT_ONCE = 8;
  private static final int PROGRESS_EVERY = 100;

  private final EnrolledPerson physician;
  private final List<EnrolledPatient> patients;

  private LoadPatients(EnrolledPerson physician, List<EnrolledPatient> patients) {
    this.physician = physician;
    this.patients = List.copyOf(patients);
  }

  /**
   * Enrols so many, a bounded number at once; those enrolled by an earlier run are found again.
   *
   * @param names what their names begin with
   */
  static LoadPatients enrol(Enrolment enrolment, String names, int count, Consumer<String> progress)
      throws InterruptedException {
    EnrolledPerson physician =
        enrolment.person("load-physician", "PHYSICIAN", "Load", "Physician", null, null, null);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<EnrolledPatient>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        PatientPlan plan = plan(names, i, physician);
        running.add(threads.submit(() -> enrolment.patient(plan)));
      }
      List<EnrolledPatient> patients = new ArrayList<>();
      for (Future<EnrolledPatient> one : running) {
        patients.add(one.get());
        if (patients.size() % PROGRESS_EVERY == 0 || patients.size() == count) {
          progress.accept("%,d of %,d patients enrolled".formatted(patients.size(), count));
        }
      }
      return new LoadPatients(physician, patients);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          e.getCause() == null ? "enrolment failed" : e.getCause().getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  EnrolledPerson physician() {
    return physician;
  }

  UUID[] ids() {
    return patients.stream().map(patient -> patient.person().id()).toArray(UUID[]::new);
  }

  List<String> devices() {
    return patients.stream().map(one -> one.secrets().keySet().iterator().next()).toList();
  }

  Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    patients.forEach(patient -> secrets.putAll(patient.secrets()));
    return secrets;
  }

  /** The patients' own limit, without holds, /min. */
  static NewLimit limit(double limit) {
    return new NewLimit("HR-3", limit, LoadPlan.CLEAR, Duration.ZERO, Duration.ZERO, "load test");
  }

  private static PatientPlan plan(String names, int number, EnrolledPerson physician) {
    return new PatientPlan(
        "%s-%05d".formatted(names, number),
        "Load",
        Integer.toString(number),
        Set.of(Category.HEART_RATE),
        List.of(STRAP),
        physician,
        null,
        List.of(limit(LoadPlan.LIMIT)));
  }
}
