package vigie.api.channel;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.ApiConfig;
import vigie.api.alarm.AlarmCause;
import vigie.api.alarm.Fault;
import vigie.api.alarm.OperatorAlarms;
import vigie.api.notify.Phrase;
import vigie.api.schedule.ScheduledTask;
import vigie.api.schedule.Timetable;

/**
 * Webhooks of which nobody has said in which country they are, for they were set before that was
 * asked, or whose country and basis fit together no more. In production nothing goes there until it
 * is said (C-97): they are not proven, are sent no code, and operators are told.
 */
@Singleton
public final class PlacelessWebhooks implements ScheduledTask {
  private static final Logger LOG = LoggerFactory.getLogger(PlacelessWebhooks.class);
  private static final LocalTime MORNING = LocalTime.of(8, 0);

  private final JdbcPlacelessWebhooks rows;
  private final OperatorAlarms alarms;
  private final ZoneId zone;
  private final boolean production;

  /** Wired by the program. */
  PlacelessWebhooks(
      ApiConfig config, JdbcPlacelessWebhooks rows, OperatorAlarms alarms, ZoneId zone) {
    this.rows = rows;
    this.alarms = alarms;
    this.zone = zone;
    this.production = config.operator().production();
  }

  /** In production, ends their proofs; before the first message can go out. */
  public void endProofs() {
    if (production) {
      int ended = rows.endProofs(rows.people());
      if (ended > 0) {
        LOG.warn("{} webhooks are not proven any more: they do not say where they are", ended);
      }
    }
  }

  @Override
  public String name() {
    return "placeless-webhooks";
  }

  @Override
  public Timetable timetable() {
    return new Timetable(zone, MORNING, null);
  }

  @Override
  public void run(Instant now) {
    if (production) {
      int left = rows.people().size();
      alarms.note(AlarmCause.PLACELESS_WEBHOOK, left == 0 ? null : fault(left), now);
    }
  }

  private static Fault fault(int webhooks) {
    Map<String, Object> count = Map.of("webhooks", Integer.toString(webhooks));
    return Fault.of(words -> words.phrase(Phrase.FAULT_PLACELESS_WEBHOOK, count));
  }
}
