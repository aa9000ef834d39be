package vigie.api.watchdog;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.alert.AlertCommand;
import vigie.alert.AlertTransition;
import vigie.api.ApiConfig;
import vigie.api.DaemonThreads;
import vigie.api.access.SyntheticPeople;
import vigie.api.alarm.AlarmCause;
import vigie.api.alarm.Fault;
import vigie.api.alarm.OperatorAlarms;
import vigie.api.alert.KafkaAlertCommands;
import vigie.api.live.LiveAlerts;
import vigie.reading.PatientId;

/**
 * Sends a test alert every few minutes and waits for its message; tells the operators when it does
 * not come. Keeps its own time and knows from memory alone whether the message came: the calendar's
 * tasks need the store, and the store may be what is broken. One thread does it all.
 */
@Singleton
public final class Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final PatientId PATIENT = new PatientId(SyntheticPeople.PATIENT);

  /** The family of the rule on falls: its alerts open at once, and end with an answer. */
  private static final String FAMILY = "fall";

  private static final long LOOK_MILLIS = 1_000;

  /** What was refused, or had no effect, is tried again. */
  private static final Duration TRY_AGAIN = Duration.ofSeconds(20);

  private final WatchdogSettings settings;
  private final SyntheticPatient patient;
  private final HttpProbeReceiver receiver;
  private final HttpProbeDevice device;
  private final LiveAlerts alerts;
  private final KafkaAlertCommands commands;
  private final JdbcProbeTrace trace;
  private final OperatorAlarms alarms;
  private final MicrometerWatchdogMetrics metrics;
  private final WatchdogState state;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("watchdog"));

  // Of that thread.
  private @Nullable String secret;
  private @Nullable Probe probe;
  private @Nullable Instant tried;
  private boolean waitsForEnd;
  private Instant next = Instant.MIN;

  /** Wired by the program. */
  Watchdog(
      ApiConfig config,
      SyntheticPatient patient,
      HttpProbeReceiver receiver,
      HttpProbeDevice device,
      LiveAlerts alerts,
      KafkaAlertCommands commands,
      JdbcProbeTrace trace,
      OperatorAlarms alarms,
      MicrometerWatchdogMetrics metrics,
      WatchdogState state,
      Clock clock) {
    this.settings = config.watchdog();
    this.patient = patient;
    this.receiver = receiver;
    this.device = device;
    this.alerts = alerts;
    this.commands = commands;
    this.trace = trace;
    this.alarms = alarms;
    this.metrics = metrics;
    this.state = state;
    this.clock = clock;
  }

  /** Begins, unless it is turned off. The first test alert leaves a period later. */
  public void start() {
    if (!settings.on()) {
      LOG.warn("the watchdog is off: nobody is told when alerts do not arrive");
      return;
    }
    receiver.start();
    next = clock.instant().plus(settings.period());
    var unused =
        timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      look(clock.instant());
    } catch (RuntimeException e) {
      LOG.error("the watchdog looks again", e);
    }
  }

  private void look(Instant now) {
    Probe running = probe;
    if (running == null) {
      if (now.isBefore(next)) {
        return;
      }
      next = now.plus(settings.period());
      tried = null;
      running = Probe.begin(now);
    }
    if (running.measured() == null && isTimeToTry(now)) {
      tried = now;
      running = send(running, now);
    }
    probe = running;
    UUID alert = alert(running);
    if (alert != null && receiver.hasMessageOf(alert)) {
      arrived(running, alert, now);
    } else if (running.late(now, settings.patience())) {
      lost(running, alert, now);
    }
  }

  private boolean isTimeToTry(Instant now) {
    Instant before = tried;
    return before == null
        || !now.isBefore(before.plus(TRY_AGAIN))
        || (waitsForEnd && open().isEmpty());
  }

  /** Sends the reading, once the patient is there and no alert of an earlier one is open. */
  private Probe send(Probe running, Instant now) {
    String known = secret;
    if (known == null) {
      try {
        known = patient.enrol();
        secret = known;
      } catch (RuntimeException e) {
        LOG.warn("the watchdog's patient cannot be made yet", e);
        return running.failed(e.getClass().getSimpleName());
      }
    }
    List<AlertTransition> open = open();
    waitsForEnd = !open.isEmpty();
    if (waitsForEnd) {
      open.forEach(earlier -> answer(earlier.alert(), now));
      return Probe.begin(running.begun());
    }
    // The same whenever it is sent again, so that it is the same reading.
    Instant measured = running.begun().truncatedTo(ChronoUnit.MILLIS);
    Optional<String> refusal = device.fall(SyntheticPatient.DEVICE.value(), known, measured);
    return refusal.map(running::failed).orElseGet(() -> running.sent(measured));
  }

  private void arrived(Probe running, UUID alert, Instant now) {
    probe = null;
    Duration took = Duration.between(running.begun(), now);
    LOG.debug("test alert {} arrived after {}", alert, took);
    metrics.arrived(took);
    state.arrived(now);
    answer(alert, now);
    alarms.note(AlarmCause.WATCHDOG, null, now);
  }

  private void lost(Probe running, @Nullable UUID alert, Instant now) {
    probe = null;
    Probe.Seen seen =
        new Probe.Seen(
            secret != null, !open().isEmpty(), alert != null && alerts.newest(alert).isPresent());
    Instant measured = running.measured();
    Probe.Stored reading = measured == null ? Probe.Stored.UNKNOWN : trace.reading(measured);
    Probe.Stored told = alert == null ? Probe.Stored.UNKNOWN : trace.notification(alert);
    Probe.Place place = running.place(seen, reading, told);
    String detail = alert == null ? running.refusal() : trace.attempt(alert).orElse(null);
    if (HttpProbeDevice.BAD_SECRET.equals(running.refusal())) {
      secret = null;
    }
    Fault fault = ProbeText.of(place, detail, settings.patience());
    LOG.error("a test alert did not arrive: {} {}", place, detail == null ? "" : detail);
    metrics.lost(place);
    state.lost(place, now);
    alarms.note(AlarmCause.WATCHDOG, fault, now);
  }

  private static @Nullable UUID alert(Probe running) {
    Instant measured = running.measured();
    return measured == null ? null : AlertTransition.alertId(PATIENT, FAMILY, measured);
  }

  private List<AlertTransition> open() {
    return alerts.openOf(PATIENT).stream().filter(each -> each.family().equals(FAMILY)).toList();
  }

  /** As the treating physician does; what Kafka does not take is answered with the next one. */
  private void answer(UUID alert, Instant now) {
    try {
      commands.send(
          new AlertCommand(
              UUID.randomUUID(),
              PATIENT,
              alert,
              AlertCommand.Kind.ACKNOWLEDGE,
              SyntheticPeople.PHYSICIAN,
              now,
              "HTEST"));
    } catch (RuntimeException e) {
      LOG.warn("test alert {} could not be answered", alert, e);
    }
  }

  @PreDestroy
  void close() {
    timer.shutdownNow();
  }
}
