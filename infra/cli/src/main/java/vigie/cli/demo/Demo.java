package vigie.cli.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import vigie.cli.client.AlertFrame;
import vigie.cli.client.HttpApi;
import vigie.cli.client.HttpEventStream;
import vigie.cli.client.JsonAlertFrame;
import vigie.cli.client.Target;
import vigie.cli.demo.DemoPatients.DemoPatient;
import vigie.cli.device.MqttFleet;
import vigie.cli.enrol.EnrolledPerson;
import vigie.cli.enrol.Enrolment;
import vigie.cli.enrol.JsonEnrolmentBook;

/**
 * Streams simulated patients into a running stack and tells what becomes of them. The alerts are
 * left unacknowledged, so that the emergency contact is told too.
 */
final class Demo {
  private static final String PHYSICIAN_MAIL = "physician@vigie.example";
  private static final String CONTACT_MAIL = "contact@vigie.example";
  private static final Duration FEED_PATIENCE = Duration.ofSeconds(30);

  private final Target target;
  private final Clock clock;
  private final long seed;
  private final Consumer<String> progress;
  private final DemoStory story;

  /** Where and how to run; events and progress are told from any thread. */
  Demo(
      Target target,
      Clock clock,
      long seed,
      Consumer<String> progress,
      Consumer<DemoEvent> listener) {
    this.target = target;
    this.clock = clock;
    this.seed = seed;
    this.progress = progress;
    this.story = new DemoStory(clock, listener);
  }

  /**
   * Runs until the time is over or an interrupt.
   *
   * @param smtpPort where the stack sends mail
   * @param webhookPort where the physician's webhooks go
   * @param webhookSecret that they are signed with
   */
  void run(int smtpPort, int webhookPort, String webhookSecret, Duration length)
      throws InterruptedException {
    HttpApi api = new HttpApi(target.api(), clock);
    Enrolment enrolment =
        new Enrolment(
            api, target.operatorPassword(), new JsonEnrolmentBook(target.enrolmentBook()));
    EnrolledPerson physician =
        enrolment.person(
            "demo-physician",
            "PHYSICIAN",
            "Demo",
            "Physician",
            PHYSICIAN_MAIL,
            "http://127.0.0.1:" + webhookPort + "/alerts",
            webhookSecret);
    EnrolledPerson contact =
        enrolment.person(
            "demo-contact", "EMERGENCY_CONTACT", "Demo", "Contact", CONTACT_MAIL, null, null);
    DemoPatients patients =
        DemoPatients.enrol(enrolment, physician, contact, seed, clock.instant());
    List<String> names = patients.all().stream().map(DemoPatient::name).toList();
    tellPatients(patients);
    ReceivedCodes codes = new ReceivedCodes();
    try (SmtpSink smtp =
            new SmtpSink(
                smtpPort,
                clock,
                mail -> {
                  if (!codes.take(mail)) {
                    story.mail(mail, mail.to().contains(CONTACT_MAIL), names);
                  }
                });
        HttpWebhookSink webhooks =
            new HttpWebhookSink(
                webhookPort,
                webhookSecret,
                clock,
                call -> {
                  if (!codes.take(call)) {
                    story.webhook(call, patientIn(call, names));
                  }
                });
        HttpEventStream feed =
            new HttpEventStream(
                api,
                enrolment.session(physician),
                "/alerts/live",
                event -> {
                  if (event.event().equals("alert")) {
                    AlertFrame frame = JsonAlertFrame.parse(event.data());
                    story.alert(frame, patients.name(frame.patient()));
                  }
                });
        MqttFleet fleet = new MqttFleet(target.broker())) {
      enrolment.verifyChannels(
          physician,
          channel -> channel.equals("MAIL") ? codes.mailedTo(PHYSICIAN_MAIL) : codes.called());
      enrolment.verifyChannels(contact, channel -> codes.mailedTo(CONTACT_MAIL));
      feed.awaitOpen(FEED_PATIENCE);
      fleet.connect(patients.secrets(), connected -> {});
      progress.accept(
          patients.secrets().size()
              + " devices connected; mail sink on port "
              + smtp.port()
              + ", webhook sink at "
              + webhooks.address());
      stream(patients, fleet, length);
    }
  }

  DemoStory.Totals totals() {
    return story.totals();
  }

  private void stream(DemoPatients patients, MqttFleet fleet, Duration length)
      throws InterruptedException {
    Instant live = clock.instant();
    List<DemoPatient> all =
        patients.all().stream().map(one -> DemoPatients.beginningAt(one, live)).toList();
    DemoStream stream = new DemoStream(fleet, story, clock);
    long count = stream.history(all);
    progress.accept(
        "a day of history published: %,d readings in %s; now live"
            .formatted(count, DemoTimes.seconds(Duration.between(live, clock.instant()))));
    stream.live(all, live.plus(length));
  }

  private void tellPatients(DemoPatients patients) {
    for (DemoPatient patient : patients.all()) {
      String rule = patient.simulated().scenario().firstRule();
      progress.accept(
          "  "
              + patient.name()
              + ": "
              + patient.simulated().scenario().title()
              + (rule.isEmpty() ? "" : " (" + rule + ")"));
    }
    progress.accept(
        "  (rules on weight need a profile flag: Echo's gain shows in the timeline only)");
  }

  private static String patientIn(ReceivedWebhook call, List<String> names) {
    return names.stream()
        .filter(name -> call.body().contains("\"firstName\":\"" + name + "\""))
        .findFirst()
        .orElse("");
  }
}
