package vigie.api.breach;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Keyed128;
import vigie.api.notify.DeliveryChannels;
import vigie.api.notify.Recipient;
import vigie.api.notify.RecipientDirectory;
import vigie.api.people.JdbcPeople;
import vigie.api.schedule.ScheduledTask;
import vigie.api.schedule.Timetable;

/**
 * Tells operators and data protection officers of a breach: when it is noted, and every morning
 * until the authority is told, so that one message always falls in the last day of the 72 hours.
 */
@Singleton
final class BreachAlarm implements ScheduledTask {
  static final String NAME = "breach-clock";

  private static final Logger LOG = LoggerFactory.getLogger(BreachAlarm.class);
  private static final Timetable MORNING =
      new Timetable(ZoneId.of("Europe/Paris"), LocalTime.of(8, 0), null);

  private final JdbcBreaches breaches;
  private final JdbcPeople people;
  private final RecipientDirectory directory;
  private final DeliveryChannels channels;

  BreachAlarm(
      JdbcBreaches breaches,
      JdbcPeople people,
      RecipientDirectory directory,
      DeliveryChannels channels) {
    this.breaches = breaches;
    this.people = people;
    this.directory = directory;
    this.channels = channels;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Timetable timetable() {
    return MORNING;
  }

  @Override
  public void run(Instant now) {
    breaches.all().stream().filter(b -> b.toldAt() == null).forEach(b -> tell(b, now));
  }

  /** Tells all of them once of this breach; waits for that. */
  void tell(Breach breach, Instant now) {
    Map<UUID, Recipient> recipients = new LinkedHashMap<>();
    directory.operators().forEach(operator -> recipients.put(operator.id(), operator));
    for (UUID officer : people.officers()) {
      directory.find(officer).ifPresent(found -> recipients.put(officer, found));
    }
    boolean accepted = false;
    for (Recipient recipient : recipients.values()) {
      UUID id = Keyed128.of(NAME, breach.id(), now.toEpochMilli(), recipient.id());
      DeliveryChannels.Sent sent =
          channels.tell(recipient, BreachText.alarm(id, breach, now, recipient.language()));
      accepted |= sent.accepted();
    }
    if (!accepted) {
      LOG.error(
          "none of {} operators and officers could be told of breach {}: the authority must know by"
              + " {}",
          recipients.size(),
          breach.id(),
          breach.deadline());
    }
  }
}
