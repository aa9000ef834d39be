package vigie.api.alarm;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Keyed128;
import vigie.api.notify.DeliveryChannels;
import vigie.api.notify.Recipient;
import vigie.api.notify.RecipientDirectory;

/**
 * Tells every operator of what is wrong with the system, straight over their proven channels: the
 * addresses are in memory, so that neither Kafka, a job nor the store has a part in it. What was
 * told is forgotten with the process; a fault that stays is told again after a restart. Safe for
 * many threads.
 */
@Singleton
public final class OperatorAlarms {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorAlarms.class);

  private final RecipientDirectory directory;
  private final DeliveryChannels channels;
  private final MicrometerAlarmMetrics metrics;
  private final Monitoring monitoring;
  private final ZoneId zone;
  private final Map<AlarmCause, AlarmState> states = new EnumMap<>(AlarmCause.class);
  private final Map<AlarmCause, Fault> faults = new EnumMap<>(AlarmCause.class);

  /** Wired by the program. */
  OperatorAlarms(
      RecipientDirectory directory,
      DeliveryChannels channels,
      MicrometerAlarmMetrics metrics,
      Monitoring monitoring,
      ZoneId zone) {
    this.directory = directory;
    this.channels = channels;
    this.metrics = metrics;
    this.monitoring = monitoring;
    this.zone = zone;
  }

  /**
   * Notes how it stands, and tells the operators when it is time to; waits for that.
   *
   * @param fault what is wrong; null while nothing is
   */
  public synchronized void note(AlarmCause cause, @Nullable Fault fault, Instant now) {
    metrics.noted(cause, fault != null);
    monitoring.note(cause, fault != null);
    if (fault != null) {
      faults.put(cause, fault);
    }
    AlarmState state = states.getOrDefault(cause, AlarmState.NONE).seen(fault != null, now);
    AlarmState.Kind kind = state.due(now, cause.repeat());
    Instant since = state.since();
    if (kind != null && since != null) {
      Fault told = faults.get(cause);
      LOG.warn("operator alarm {} {}: {}", cause, kind, told == null ? "" : told.english());
      state = state.after(kind, tell(cause, kind, told, since, now), now);
    }
    states.put(cause, state);
  }

  private boolean tell(
      AlarmCause cause, AlarmState.Kind kind, @Nullable Fault fault, Instant since, Instant now) {
    boolean accepted = false;
    List<Recipient> operators = directory.operators();
    for (Recipient operator : operators) {
      UUID id = Keyed128.of("operator-alarm", cause, kind, now.toEpochMilli(), operator.id());
      DeliveryChannels.Sent sent =
          channels.tell(
              operator, AlarmText.of(id, cause, kind, fault, since, operator.language(), zone));
      accepted |= sent.accepted();
      if (!sent.accepted()) {
        LOG.warn("operator {} was not told: {}", operator.id(), sent.how());
      }
    }
    if (!accepted) {
      LOG.error("none of {} operators could be told of the alarm {}", operators.size(), cause);
    }
    return accepted;
  }
}
