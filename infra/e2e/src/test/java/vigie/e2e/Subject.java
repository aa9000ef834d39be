package vigie.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import vigie.cli.client.HttpSession;
import vigie.cli.device.BoundDevice;
import vigie.cli.enrol.EnrolledPatient;
import vigie.cli.enrol.EnrolledPerson;
import vigie.cli.enrol.PatientPlan;
import vigie.reading.Category;

/**
 * A patient with a device and a physician who watches.
 *
 * @param device the device's id
 * @param revokes what the patient takes back; null for one who takes back nothing
 */
record Subject(
    EnrolledPatient patient,
    String device,
    EnrolledPerson physician,
    @Nullable Revocation revokes) {
  private static final int PATIENTS_PER_PHYSICIAN = 10;

  /** One in so many revokes nothing: of them all goes on, or a test would show nothing. */
  private static final int STAYS = 10;

  private static final int AT_ONCE = 4;
  private static final BoundDevice METER =
      new BoundDevice("meter", "blood glucose meter", Duration.ofSeconds(2));

  /** What a patient takes back. */
  enum Revocation {
    CATEGORY,
    SOURCE,
    USE,
    PHYSICIAN
  }

  UUID id() {
    return patient.person().id();
  }

  /** So many who revoke, all ways in turn, and some who do not. */
  static List<Subject> enrol(StackUnderTest system, HttpMessages messages, int revocations)
      throws Exception {
    List<EnrolledPerson> physicians = new ArrayList<>();
    List<Callable<Subject>> work = new ArrayList<>();
    int stay = revocations / STAYS + 1;
    for (int i = 0; i < revocations + stay; i++) {
      if (i % PATIENTS_PER_PHYSICIAN == 0) {
        physicians.add(
            system
                .enrolment()
                .person(
                    "revocation-physician-" + i,
                    "PHYSICIAN",
                    "A",
                    "B",
                    null,
                    messages.address().toString(),
                    HttpMessages.SECRET));
        system
            .enrolment()
            .verifyChannels(physicians.get(physicians.size() - 1), channel -> messages.code());
      }
      EnrolledPerson physician = physicians.get(physicians.size() - 1);
      Revocation revokes =
          i < revocations ? Revocation.values()[i % Revocation.values().length] : null;
      String name = "revocation-" + i;
      work.add(
          () -> {
            EnrolledPatient patient =
                system
                    .enrolment()
                    .patient(
                        new PatientPlan(
                            name,
                            "First",
                            "Last",
                            Set.of(Category.BLOOD_GLUCOSE),
                            List.of(METER),
                            physician,
                            null,
                            List.of()));
            String device = patient.secrets().keySet().iterator().next();
            return new Subject(patient, device, physician, revokes);
          });
    }
    return parallel(work);
  }

  /** Their physicians, signed in. */
  static Map<UUID, HttpSession> signIn(StackUnderTest system, List<Subject> subjects)
      throws Exception {
    Map<UUID, HttpSession> sessions = new ConcurrentHashMap<>();
    parallel(
        subjects.stream()
            .map(Subject::physician)
            .distinct()
            .<Callable<HttpSession>>map(
                one -> () -> sessions.put(one.id(), system.enrolment().session(one)))
            .toList());
    return sessions;
  }

  /** Does all of it, a few at once. */
  static <T extends @Nullable Object> List<T> parallel(List<Callable<T>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> one : threads.invokeAll(work)) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
