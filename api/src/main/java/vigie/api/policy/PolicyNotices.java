package vigie.api.policy;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Keyed128;
import vigie.api.access.SyntheticPeople;
import vigie.api.notify.DeliveryChannels;
import vigie.api.notify.Recipient;
import vigie.api.notify.RecipientDirectory;
import vigie.api.patient.JdbcConsents;
import vigie.api.schedule.ScheduledTask;
import vigie.api.schedule.Timetable;

/**
 * Every morning: tells those patients of a coming version who have not been told, and ends the
 * consents whose purpose has changed. A patient without a proven channel is tried again every
 * morning until the day; afterwards the row says that nobody could be told.
 */
@Singleton
final class PolicyNotices implements ScheduledTask {
  static final String NAME = "policy-notice";

  private static final Logger LOG = LoggerFactory.getLogger(PolicyNotices.class);
  private static final Timetable MORNING =
      new Timetable(ZoneId.of("Europe/Paris"), LocalTime.of(9, 0), null);

  private final JdbcPolicies policies;
  private final JdbcConsents consents;
  private final RecipientDirectory directory;
  private final DeliveryChannels channels;

  PolicyNotices(
      JdbcPolicies policies,
      JdbcConsents consents,
      RecipientDirectory directory,
      DeliveryChannels channels) {
    this.policies = policies;
    this.consents = consents;
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
    List<Policy> all = policies.all();
    for (Policy policy : Policies.coming(all, now)) {
      for (UUID patient : policies.untold(policy.version(), policy.effective())) {
        if (!SyntheticPeople.includes(patient)) {
          tell(policy, patient, now);
        }
      }
    }
    for (JdbcPolicies.Given given : policies.given()) {
      if (Policies.ended(all, given.category(), given.at(), now)
          && !SyntheticPeople.includes(given.patient())) {
        consents.lapse(given.patient(), given.category(), given.at());
      }
    }
  }

  private void tell(Policy policy, UUID patient, Instant now) {
    Recipient recipient = directory.find(patient).orElse(null);
    DeliveryChannels.Sent sent =
        recipient == null
            ? new DeliveryChannels.Sent(false, "nobody of this id is known")
            : channels.tell(
                recipient,
                PolicyText.of(
                    Keyed128.of(NAME, policy.version(), patient), policy, recipient.language()));
    policies.tried(policy.version(), patient, sent.accepted(), sent.how(), now);
    if (!sent.accepted()) {
      LOG.warn("patient {} was not told of policy {}: {}", patient, policy.version(), sent.how());
    }
  }
}
