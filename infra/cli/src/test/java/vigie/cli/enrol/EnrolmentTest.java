package vigie.cli.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.client.HttpApi;
import vigie.cli.client.NewLimit;
import vigie.cli.device.BoundDevice;
import vigie.reading.Category;

class EnrolmentTest {
  private final FakeApi api;
  private final Path file;

  EnrolmentTest(@TempDir Path folder) throws IOException {
    this.api = new FakeApi();
    this.file = folder.resolve("enrolled.jsonl");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void consentsAndDevicesAreThePatientsAndLimitsThePhysicians() {
    EnrolledPatient patient = enrolment().patient(plan(enrolment(), 120));

    String path = "/patients/" + patient.person().id();
    assertThat(api.requests)
        .contains(
            "PUT " + path + "/consents/HEART_RATE",
            "PUT " + path + "/care-team",
            "PUT " + path + "/devices/p1-strap",
            "PUT " + path + "/limits/HR-2");
    assertThat(patient.secrets()).containsOnlyKeys("p1-strap");
  }

  @Test
  void aChannelIsVerifiedByItsPersonWithTheCodeThatArrivedUnlessItIsAlready()
      throws InterruptedException {
    EnrolledPerson person =
        enrolment().person("doctor", "PHYSICIAN", "A", "B", "a@b.test", null, null);
    api.requests.clear();

    enrolment().verifyChannels(person, channel -> "0123456789");

    String path = "/people/" + person.id() + "/channels";
    assertThat(api.requests)
        .containsExactly(
            "POST /sign-in",
            "GET " + path,
            "POST " + path + "/WEBHOOK/code",
            "POST " + path + "/WEBHOOK/verification");
  }

  @Test
  void aSecondRunFindsThePatientAgainWithoutAskingTheApi() {
    EnrolledPatient first = enrolment().patient(plan(enrolment(), 120));
    api.requests.clear();

    EnrolledPatient second = enrolment().patient(plan(enrolment(), 120));

    assertThat(second).isEqualTo(first);
    assertThat(api.requests).isEmpty();
  }

  @Test
  void aChangedPlanIsEnrolledAgainForTheSamePerson() {
    EnrolledPatient first = enrolment().patient(plan(enrolment(), 120));
    api.requests.clear();

    EnrolledPatient second = enrolment().patient(plan(enrolment(), 125));

    assertThat(second.person()).isEqualTo(first.person());
    assertThat(api.requests).anyMatch(request -> request.endsWith("/limits/HR-2"));
  }

  @Test
  void aRunThatEndedBeforeTheAnswerIsContinued() throws IOException {
    new JsonEnrolmentBook(file).intend("p2", "word");
    enrolment().person("p2", "PATIENT", "P", "2", null, null, null);
    Files.writeString(file, "{\"username\":\"p2\",\"password\":\"word\"}\n");

    EnrolledPerson again = enrolment().person("p2", "PATIENT", "P", "2", null, null, null);

    assertThat(again.password()).isEqualTo("word");
    assertThat(api.requests).contains("POST /sign-in");
  }

  @Test
  void onlyTheOwnerCanReadTheBook() throws IOException {
    enrolment().person("p3", "PATIENT", "P", "3", null, null, null);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private Enrolment enrolment() {
    return new Enrolment(
        new HttpApi(api.address(), Clock.systemUTC()), "secret", new JsonEnrolmentBook(file));
  }

  private static PatientPlan plan(Enrolment enrolment, double limit) {
    EnrolledPerson physician = enrolment.person("doctor", "PHYSICIAN", "D", "R", null, null, null);
    return new PatientPlan(
        "p1",
        "P",
        "1",
        Set.of(Category.HEART_RATE),
        List.of(new BoundDevice("strap", "chest strap", Duration.ofSeconds(1))),
        physician,
        null,
        List.of(new NewLimit("HR-2", limit, null, null, null, "test")));
  }
}
