package vigie.cli.load;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import vigie.cli.client.AlertFrame;
import vigie.cli.client.HttpApi;
import vigie.cli.client.HttpEventStream;
import vigie.cli.client.HttpSession;
import vigie.cli.client.JsonAlertFrame;
import vigie.cli.client.Target;
import vigie.cli.device.MqttFleet;
import vigie.cli.enrol.Enrolment;
import vigie.cli.enrol.JsonEnrolmentBook;
import vigie.cli.stack.RunningParts;
import vigie.reading.MetricCatalogue;

/** Runs one load against a stack, and says what came of every message. */
final class Load {
  private static final Duration FEED_PATIENCE = Duration.ofSeconds(30);
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(90);
  private static final int METRIC = MetricCatalogue.standard().metric("heart-rate").number();

  /** A late sender gives each reading a time of its own, and so some a time to come. */
  private static final Duration SENDER_AHEAD = Duration.ofSeconds(1);

  private static final long LOOK_AGAIN_MILLIS = 250;

  private final Target target;
  private final SqlStored store;
  private final String kafka;
  private final RunningParts parts;
  private final Clock clock;
  private final Consumer<String> progress;

  Load(
      Target target,
      SqlStored store,
      String kafka,
      RunningParts parts,
      Clock clock,
      Consumer<String> progress) {
    this.target = target;
    this.store = store;
    this.kafka = kafka;
    this.parts = parts;
    this.clock = clock;
    this.progress = progress;
  }

  LoadResult run(LoadOptions options, Outages outages) throws InterruptedException {
    HttpApi api = new HttpApi(target.api(), clock);
    Enrolment enrolment =
        new Enrolment(
            api, target.operatorPassword(), new JsonEnrolmentBook(target.enrolmentBook()));
    LoadPatients patients = LoadPatients.enrol(enrolment, "load", options.patients(), progress);
    LoadPatients late =
        LoadPatients.enrol(enrolment, "backfill", options.surge().backfillDevices(), progress);
    LoadPatients changing =
        LoadPatients.enrol(enrolment, "rule-change", options.ruleChanges(), progress);
    HttpSession physician = enrolment.session(patients.physician());
    UUID[] ids = patients.ids();
    LoadOracle oracle = new LoadOracle(ids, Instant.ofEpochMilli(clock.millis()));
    try (MqttFleet fleet = new MqttFleet(target.broker());
        RuleChanges changes = changes(changing, api, physician, fleet);
        HttpEventStream feed =
            new HttpEventStream(
                api,
                physician,
                "/alerts/live",
                event -> {
                  if (event.event().equals("alert")) {
                    long nanos = System.nanoTime();
                    AlertFrame frame = JsonAlertFrame.parse(event.data());
                    oracle.frame(frame, nanos);
                    changes.frame(frame, nanos);
                  }
                })) {
      feed.awaitOpen(FEED_PATIENCE);
      fleet.connect(patients.secrets(), connected -> {});
      fleet.connect(late.secrets(), connected -> {});
      fleet.connect(changing.secrets(), connected -> {});
      changes.prepare();
      progress.accept("%,d devices connected".formatted(patients.devices().size()));
      Instant begin = Instant.ofEpochMilli(clock.millis());
      LoadSender sender =
          new LoadSender(options, oracle, fleet, patients.devices(), clock, progress);
      Surge surge = surge(options, sender, late, fleet, ids, begin);
      outages.start();
      changes.start(
          Duration.ofSeconds(options.warmUpSeconds()), Duration.ofSeconds(options.seconds()));
      try (surge) {
        sender.send(surge);
      }
      Instant end = clock.instant().plus(SENDER_AHEAD);
      Outages.Report survived = outages.await();
      changes.await();
      progress.accept("all sent; waiting for answers, alerts and rows");
      boolean answered = await(ANSWER_PATIENCE, sender::answered);
      boolean alerted = await(ANSWER_PATIENCE, oracle::complete);
      if (!answered || !alerted) {
        progress.accept("gave up waiting for " + (answered ? "alerts" : "acknowledgements"));
      }
      return result(
          options, patients.devices(), ids, oracle, sender, begin, end, survived, surge, changes);
    }
  }

  private RuleChanges changes(
      LoadPatients patients, HttpApi api, HttpSession physician, MqttFleet fleet) {
    return new RuleChanges(
        patients.ids(),
        patients.devices(),
        (patient, limit) -> api.limit(physician, patient, LoadPatients.limit(limit)),
        device -> fleet.device(device)::publish,
        ANSWER_PATIENCE,
        clock,
        progress);
  }

  private Surge surge(
      LoadOptions options,
      LoadSender sender,
      LoadPatients late,
      MqttFleet fleet,
      UUID[] ids,
      Instant begin) {
    SurgePlan plan = options.surge();
    if (plan.bursts()) {
      LongSupplier stored =
          () -> store.rows(ids, METRIC, begin, clock.instant().plus(SENDER_AHEAD));
      return new Burst(
          new StackGauges(sender::good, new KafkaReadings(kafka), stored, parts), options.rate());
    }
    if (plan.backfills()) {
      return new Backfill(
          late,
          plan.backfillReadings(),
          device -> fleet.device(device)::publish,
          store,
          clock,
          progress);
    }
    return Surge.none();
  }

  /** A refusal lies under its patient, or under its device while that is nobody's. */
  private static Set<String> keys(List<String> devices, UUID[] patients) {
    Set<String> keys = new HashSet<>(devices);
    Stream.of(patients).map(UUID::toString).forEach(keys::add);
    return keys;
  }

  private LoadResult result(
      LoadOptions options,
      List<String> devices,
      UUID[] ids,
      LoadOracle oracle,
      LoadSender sender,
      Instant begin,
      Instant end,
      Outages.Report outages,
      Surge surge,
      RuleChanges changes)
      throws InterruptedException {
    long wanted = sender.published() - sender.spoilt();
    await(STORE_PATIENCE, () -> store.count(ids, METRIC, begin, end).distinct() >= wanted);
    SqlStored.Count stored = store.count(ids, METRIC, begin, end);
    Set<LoadSender.Sent> missing = sender.acknowledgedReadings();
    store.read(ids, METRIC, begin, end, (id, ts) -> missing.remove(new LoadSender.Sent(id, ts)));
    long rejected =
        options.faults() > 0 ? new KafkaRejected(kafka).count(keys(devices, ids), begin) : 0;
    return new LoadResult(
        options,
        sender.published(),
        sender.acknowledged(),
        sender.published() - sender.acknowledged(),
        sender.spoilt(),
        rejected,
        stored.distinct(),
        stored.rows() - stored.distinct(),
        missing.size(),
        oracle,
        sender,
        outages,
        surge,
        changes);
  }

  private boolean await(Duration patience, BooleanSupplier done) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > until) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
    return true;
  }
}
