package vigie.api.digest;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Keyed128;
import vigie.alert.AlertTransition;
import vigie.api.access.SyntheticPeople;
import vigie.api.notify.DeliveryChannels;
import vigie.api.notify.Recipient;
import vigie.api.notify.RecipientDirectory;
import vigie.api.schedule.ScheduledTask;
import vigie.api.schedule.Timetable;

/**
 * Every morning each patient with a proven channel is told once of all that was not worth a message
 * of its own: ADVISORY alerts, those MEDIUM ones that the budget held back, and findings of
 * readings that came late ({@code clinical.md} 4.3 and 5.1). Nobody else gets it.
 */
@Singleton
final class DailyDigest implements ScheduledTask {
  static final String NAME = "digest";

  private static final Logger LOG = LoggerFactory.getLogger(DailyDigest.class);

  private final JdbcDigest rows;
  private final RecipientDirectory directory;
  private final DeliveryChannels channels;
  private final ZoneId zone;
  private final Timetable mornings;

  DailyDigest(
      JdbcDigest rows, RecipientDirectory directory, DeliveryChannels channels, ZoneId zone) {
    this.rows = rows;
    this.directory = directory;
    this.channels = channels;
    this.zone = zone;
    this.mornings = new Timetable(zone, LocalTime.of(8, 0), null);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Timetable timetable() {
    return mornings;
  }

  /** From one morning to the next, whenever it is done: no alert is told twice or left out. */
  @Override
  public void run(Instant now) {
    Instant until = mornings.latest(now);
    Instant since = mornings.latest(until.minus(Duration.ofHours(1)));
    rows.untold(since, until).forEach((patient, alerts) -> tell(patient, alerts, until));
  }

  private void tell(UUID patient, List<AlertTransition> alerts, Instant until) {
    Optional<Recipient> person = directory.find(patient);
    if (SyntheticPeople.includes(patient)
        || person.isEmpty()
        || person.get().verified().isEmpty()) {
      return;
    }
    UUID id = Keyed128.of(NAME, patient, until.toEpochMilli());
    DeliveryChannels.Sent sent =
        channels.tell(person.get(), DigestText.of(id, alerts, person.get().language(), zone));
    if (!sent.accepted()) {
      LOG.warn("patient {} got no digest: {}", patient, sent.how());
    }
  }
}
