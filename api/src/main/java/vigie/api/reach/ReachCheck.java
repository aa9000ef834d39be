package vigie.api.reach;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Keyed128;
import vigie.alert.Delivery.Channel;
import vigie.alert.Notification;
import vigie.api.access.SyntheticPeople;
import vigie.api.notify.DeliveryChannels;
import vigie.api.notify.Recipient;
import vigie.api.notify.RecipientDirectory;
import vigie.api.schedule.ScheduledTask;
import vigie.api.schedule.Timetable;

/**
 * Every night: finds the patients for whom nobody could be reached, and warns an operator of all of
 * them, and each of them by mail where the patient's own address is proven. The operator also
 * learns who would be told of a CRITICAL alert in one way only.
 */
@Singleton
final class ReachCheck implements ScheduledTask {
  static final String NAME = "reach-check";

  private static final Logger LOG = LoggerFactory.getLogger(ReachCheck.class);

  private final JdbcReach rows;
  private final RecipientDirectory directory;
  private final DeliveryChannels channels;
  private final MicrometerReachMetrics metrics;
  private final Timetable nights;

  /**
   * A patient for whom not everybody could be reached as they should.
   *
   * @param reach who was looked at
   * @param finding what is wrong
   */
  record Unreachable(Reach reach, Reach.Finding finding) {}

  ReachCheck(
      JdbcReach rows,
      RecipientDirectory directory,
      DeliveryChannels channels,
      MicrometerReachMetrics metrics,
      ZoneId zone) {
    this.rows = rows;
    this.directory = directory;
    this.channels = channels;
    this.metrics = metrics;
    this.nights = new Timetable(zone, LocalTime.of(3, 0), null);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Timetable timetable() {
    return nights;
  }

  @Override
  public void run(Instant now) {
    List<Unreachable> found = unreachable(now);
    if (found.isEmpty()) {
      return;
    }
    List<UUID> patients =
        found.stream()
            .filter(each -> each.finding().unreachable())
            .map(each -> each.reach().patient())
            .toList();
    List<UUID> oneChannel =
        found.stream().flatMap(each -> each.reach().oneChannel().stream()).distinct().toList();
    LOG.warn(
        "nobody could be reached for {} patients, in one way only {} people",
        patients.size(),
        oneChannel.size());
    Optional<Recipient> operator = directory.find(Notification.OPERATORS);
    UUID id = Keyed128.of(NAME, now.toEpochMilli());
    if (operator.isEmpty()
        || !channels
            .tell(
                operator.get(),
                ReachText.operator(id, patients, oneChannel, operator.get().language()))
            .accepted()) {
      LOG.error("no operator could be told of whom nobody could reach");
    }
    patients.forEach(patient -> warn(patient, now));
  }

  /** Those for whom something is wrong at this time; the figures follow. */
  List<Unreachable> unreachable(Instant now) {
    List<Unreachable> found =
        rows.all(now).stream()
            .filter(reach -> !SyntheticPeople.includes(reach.patient()))
            .flatMap(
                reach -> reach.finding().stream().map(finding -> new Unreachable(reach, finding)))
            .toList();
    metrics.checked(
        found.stream().collect(Collectors.groupingBy(Unreachable::finding, Collectors.counting())));
    return found;
  }

  private void warn(UUID patient, Instant now) {
    Optional<Recipient> person = directory.find(patient);
    if (person.isEmpty() || !person.get().verified().contains(Channel.MAIL)) {
      return;
    }
    UUID id = Keyed128.of(NAME, now.toEpochMilli(), patient);
    DeliveryChannels.Sent sent =
        channels.send(person.get(), Channel.MAIL, ReachText.patient(id, person.get().language()));
    if (!sent.accepted()) {
      LOG.warn("patient {} could not be warned: {}", patient, sent.how());
    }
  }
}
