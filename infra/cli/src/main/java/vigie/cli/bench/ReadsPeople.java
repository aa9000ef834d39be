package vigie.cli.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vigie.cli.client.HttpApi;
import vigie.cli.client.HttpSession;
import vigie.cli.device.BoundDevice;
import vigie.cli.enrol.EnrolledPerson;
import vigie.cli.enrol.Enrolment;
import vigie.cli.enrol.JsonEnrolmentBook;
import vigie.cli.enrol.PatientPlan;
import vigie.cli.stack.Stack;
import vigie.reading.Category;

/** The patients of the benchmark of reading who sign in, made through the API like others. */
final class ReadsPeople {
  private static final Set<Category> CATEGORIES =
      Set.of(
          Category.HEART_RATE,
          Category.RESPIRATION,
          Category.OXYGEN_SATURATION,
          Category.TEMPERATURE,
          Category.BLOOD_GLUCOSE);

  private ReadsPeople() {}

  /** So many, signed in; those made by an earlier run on the same data are found again. */
  static List<HttpSession> enrol(Stack stack, int count) {
    HttpApi api = new HttpApi(stack.addresses().api(), Clock.systemUTC());
    Enrolment enrolment =
        new Enrolment(
            api,
            stack.operatorPassword(),
            new JsonEnrolmentBook(stack.settings().data().resolve("enrolled.jsonl")));
    EnrolledPerson physician =
        enrolment.person("reads-physician", "PHYSICIAN", "Reads", "Physician", null, null, null);
    List<HttpSession> people = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      PatientPlan patient =
          new PatientPlan(
              "reads-%05d".formatted(number),
              "Reads",
              Integer.toString(number),
              CATEGORIES,
              List.of(new BoundDevice("band", "wrist band", Duration.ofMinutes(1))),
              physician,
              null,
              List.of());
      people.add(enrolment.session(enrolment.patient(patient).person()));
    }
    return people;
  }
}
