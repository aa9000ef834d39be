package vigie.cli.load;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import vigie.cli.client.HttpApi;
import vigie.cli.client.HttpEventStream;
import vigie.cli.client.JsonAlertFrame;
import vigie.cli.client.Target;
import vigie.cli.device.MqttFleet;
import vigie.cli.enrol.Enrolment;
import vigie.cli.enrol.JsonEnrolmentBook;
import vigie.reading.MetricCatalogue;

/** Runs one load against a stack, and says what came of every message. */
final class Load {
  private static final Duration FEED_PATIENCE = Duration.ofSeconds(30);
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(90);
  private static final long LOOK_AGAIN_MILLIS = 250;

  private final Target target;
  private final SqlStored store;
  private final KafkaRejected deadLetter;
  private final Clock clock;
  private final Consumer<String> progress;

  Load(
      Target target,
      SqlStored store,
      KafkaRejected deadLetter,
      Clock clock,
      Consumer<String> progress) {
    this.target = target;
    this.store = store;
    this.deadLetter = deadLetter;
    this.clock = clock;
    this.progress = progress;
  }

  LoadResult run(LoadOptions options, Outages outages) throws InterruptedException {
    HttpApi api = new HttpApi(target.api(), clock);
    Enrolment enrolment =
        new Enrolment(
            api, target.operatorPassword(), new JsonEnrolmentBook(target.enrolmentBook()));
    LoadPatients patients = LoadPatients.enrol(enrolment, options.patients(), progress);
    UUID[] ids = patients.ids();
    LoadOracle oracle = new LoadOracle(ids, Instant.ofEpochMilli(clock.millis()));
    try (MqttFleet fleet = new MqttFleet(target.broker());
        HttpEventStream feed =
            new HttpEventStream(
                api,
                enrolment.session(patients.physician()),
                "/alerts/live",
                event -> {
                  if (event.event().equals("alert")) {
                    oracle.frame(JsonAlertFrame.parse(event.data()), System.nanoTime());
                  }
                })) {
      feed.awaitOpen(FEED_PATIENCE);
      fleet.connect(patients.secrets(), connected -> {});
      progress.accept("%,d devices connected".formatted(patients.devices().size()));
      Instant begin = Instant.ofEpochMilli(clock.millis());
      LoadSender sender =
          new LoadSender(options, oracle, fleet, patients.devices(), clock, progress);
      outages.start();
      sender.send();
      Instant end = clock.instant();
      Outages.Report survived = outages.await();
      progress.accept("all sent; waiting for answers, alerts and rows");
      boolean answered = await(ANSWER_PATIENCE, sender::answered);
      boolean alerted = await(ANSWER_PATIENCE, oracle::complete);
      if (!answered || !alerted) {
        progress.accept("gave up waiting for " + (answered ? "alerts" : "acknowledgements"));
      }
      return result(options, patients.devices(), ids, oracle, sender, begin, end, survived);
    }
  }

  private LoadResult result(
      LoadOptions options,
      List<String> devices,
      UUID[] ids,
      LoadOracle oracle,
      LoadSender sender,
      Instant begin,
      Instant end,
      Outages.Report outages)
      throws InterruptedException {
    int metric = MetricCatalogue.standard().metric("heart-rate").number();
    long wanted = sender.published() - sender.spoilt();
    await(STORE_PATIENCE, () -> store.count(ids, metric, begin, end).distinct() >= wanted);
    SqlStored.Count stored = store.count(ids, metric, begin, end);
    Set<LoadSender.Sent> missing = sender.acknowledgedReadings();
    store.read(ids, metric, begin, end, (id, ts) -> missing.remove(new LoadSender.Sent(id, ts)));
    long rejected = options.faults() > 0 ? deadLetter.count(Set.copyOf(devices), begin) : 0;
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
        sender.acknowledgement(),
        sender.behindMillisMax(),
        sender.sendingSeconds(),
        outages);
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
