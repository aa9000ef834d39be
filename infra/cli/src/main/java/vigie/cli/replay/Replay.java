package vigie.cli.replay;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import vigie.cli.client.NewLimit;
import vigie.cli.device.AcknowledgedPublishing;
import vigie.cli.device.DeviceMessage;
import vigie.cli.device.DeviceReading;
import vigie.cli.device.JsonPayload;
import vigie.cli.device.MqttFleet;
import vigie.cli.enrol.EnrolledPatient;
import vigie.cli.enrol.EnrolledPerson;
import vigie.cli.enrol.Enrolment;
import vigie.cli.enrol.PatientPlan;
import vigie.cli.export.Export;
import vigie.cli.export.ExportException;
import vigie.cli.export.ExportFormat;
import vigie.cli.export.ExportedSubject;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;

/**
 * Publishes an export as its devices would: every subject is a patient with own devices, and a
 * physician who has set the bedside limits of the export. Subjects run beside each other, each in
 * the order of its own time.
 */
public final class Replay {
  /** Of a patient: hours pass in a moment here, and devices are to stay beside each other. */
  private static final int IN_FLIGHT_MAX = 20;

  private static final Duration ACKNOWLEDGEMENT_PATIENCE = Duration.ofMinutes(5);
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

  private final Enrolment enrolment;
  private final URI broker;
  private final Clock clock;
  private final Consumer<String> progress;

  /**
   * Against one stack.
   *
   * @param enrolment makes the patients, or finds them again
   * @param broker such as {@code tcp://127.0.0.1:1883}
   * @param clock the wall clock
   * @param progress told a line now and then, from any thread
   */
  public Replay(Enrolment enrolment, URI broker, Clock clock, Consumer<String> progress) {
    this.enrolment = enrolment;
    this.broker = broker;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Enrols, publishes, and returns when everything is acknowledged.
   *
   * @throws ExportException when times lie in the future and are not moved
   * @throws IllegalStateException when a message is refused or not acknowledged
   */
  public ReplayResult run(ExportFormat format, Export export, ReplayOptions options)
      throws InterruptedException {
    refuseTheFuture(export, options);
    Map<String, EnrolledPatient> patients = enrol(format, export);
    try (MqttFleet fleet = new MqttFleet(broker)) {
      Map<String, String> secrets = new LinkedHashMap<>();
      patients.values().forEach(patient -> secrets.putAll(patient.secrets()));
      fleet.connect(secrets, connected -> {});
      progress.accept(secrets.size() + " devices connected");
      AcknowledgedPublishing publishing =
          new AcknowledgedPublishing(
              IN_FLIGHT_MAX, ACKNOWLEDGEMENT_PATIENCE, device -> fleet.device(device)::publish);
      List<PublishedReading> published = publish(format, export, options, patients, publishing);
      Map<String, UUID> ids = new LinkedHashMap<>();
      patients.forEach((subject, patient) -> ids.put(subject, patient.person().id()));
      return new ReplayResult(
          export, ids, publishing.published(), publishing.acknowledged(), published);
    }
  }

  private void refuseTheFuture(Export export, ReplayOptions options) {
    if (options.asLive()) {
      return;
    }
    Instant limit = clock.instant().plus(CLOCK_TOLERANCE);
    for (ExportedSubject subject : export.subjects()) {
      Instant last = subject.readings().get(subject.readings().size() - 1).effective();
      if (last.isAfter(limit)) {
        throw new ExportException(
            "the times of subject "
                + subject.id()
                + " lie in the future ("
                + last
                + "), and the gateway refuses such readings; use --as-live to move them to now");
      }
    }
  }

  private Map<String, EnrolledPatient> enrol(ExportFormat format, Export export) {
    EnrolledPerson physician =
        enrolment.person(
            format.id() + "-physician", "PHYSICIAN", "Physician", format.id(), null, null, null);
    Map<String, EnrolledPatient> patients = new LinkedHashMap<>();
    for (ExportedSubject subject : export.subjects()) {
      patients.put(subject.id(), enrolment.patient(plan(format, subject, physician)));
    }
    progress.accept(patients.size() + " patients enrolled");
    return patients;
  }

  private static PatientPlan plan(
      ExportFormat format, ExportedSubject subject, EnrolledPerson physician) {
    Set<Category> categories = new TreeSet<>();
    subject
        .readings()
        .forEach(
            reading ->
                categories.add(MetricCatalogue.standard().metric(reading.metric()).category()));
    List<NewLimit> limits =
        subject.limits().stream()
            .map(
                limit ->
                    new NewLimit(
                        limit.ruleId(),
                        limit.limit(),
                        null,
                        null,
                        null,
                        "set at the bedside: " + limit.source()))
            .toList();
    return new PatientPlan(
        format.id() + "-" + subject.id(),
        "Subject",
        format.id() + " " + subject.id(),
        categories,
        subject.devices(),
        physician,
        null,
        limits);
  }

  private List<PublishedReading> publish(
      ExportFormat format,
      Export export,
      ReplayOptions options,
      Map<String, EnrolledPatient> patients,
      AcknowledgedPublishing publishing)
      throws InterruptedException {
    Instant start = clock.instant();
    AtomicLong sent = new AtomicLong();
    ExecutorService subjects = Executors.newFixedThreadPool(Math.max(1, export.subjects().size()));
    try {
      List<Future<List<PublishedReading>>> running = new ArrayList<>();
      for (ExportedSubject subject : export.subjects()) {
        UUID patient = idOf(patients, subject.id());
        TimeMapping mapping = mapping(subject, options, start);
        running.add(
            subjects.submit(() -> publishOne(format, subject, patient, mapping, publishing, sent)));
      }
      List<PublishedReading> all = new ArrayList<>();
      for (Future<List<PublishedReading>> one : running) {
        all.addAll(await(one, sent, export.readingCount(), publishing));
      }
      publishing.awaitAll();
      return all;
    } finally {
      subjects.shutdownNow();
    }
  }

  private List<PublishedReading> await(
      Future<List<PublishedReading>> one,
      AtomicLong sent,
      long total,
      AcknowledgedPublishing publishing)
      throws InterruptedException {
    while (true) {
      try {
        return one.get(PROGRESS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        progress.accept(
            "published %,d of %,d readings (%d %%), %,d messages acknowledged"
                .formatted(sent.get(), total, 100 * sent.get() / total, publishing.acknowledged()));
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            e.getCause() == null ? "publishing failed" : e.getCause().getMessage(), e);
      }
    }
  }

  private static UUID idOf(Map<String, EnrolledPatient> patients, String subject) {
    EnrolledPatient patient = patients.get(subject);
    if (patient == null) {
      throw new IllegalStateException("subject " + subject + " is not enrolled");
    }
    return patient.person().id();
  }

  private static TimeMapping mapping(
      ExportedSubject subject, ReplayOptions options, Instant start) {
    Instant first = subject.readings().get(0).sentAt();
    Instant last = subject.readings().get(subject.readings().size() - 1).sentAt();
    return options.asLive()
        ? TimeMapping.asLive(first, last, start, options.speed())
        : TimeMapping.original(first, last, start, options.speed());
  }

  private List<PublishedReading> publishOne(
      ExportFormat format,
      ExportedSubject subject,
      UUID patient,
      TimeMapping mapping,
      AcknowledgedPublishing publishing,
      AtomicLong sent)
      throws InterruptedException {
    List<PublishedReading> published = new ArrayList<>(subject.readings().size());
    for (DeviceMessage message : DeviceMessage.of(subject.readings())) {
      waitUntil(mapping.due(message.sentAt()));
      List<DeviceReading> moved =
          message.readings().stream().map(reading -> reading.movedBy(mapping.shift())).toList();
      String device = format.id() + "-" + subject.id() + "-" + message.device();
      publishing.publish(subject.id(), device, JsonPayload.of(moved));
      for (DeviceReading reading : moved) {
        published.add(
            new PublishedReading(
                patient,
                subject.id(),
                device,
                reading.metric(),
                reading.value(),
                reading.unit(),
                Instant.ofEpochMilli(reading.effective().toEpochMilli()),
                reading.end(),
                reading.context(),
                reading.sequence()));
      }
      sent.addAndGet(moved.size());
    }
    return published;
  }

  private void waitUntil(Instant due) throws InterruptedException {
    long millis = Duration.between(clock.instant(), due).toMillis();
    if (millis > 0) {
      TimeUnit.MILLISECONDS.sleep(millis);
    }
  }
}
