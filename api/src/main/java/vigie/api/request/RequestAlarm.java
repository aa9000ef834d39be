package vigie.api.request;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
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
 * Reminds operators and data protection officers of requests without an answer: seven days and one
 * day before the term, and every morning once it is over. What nobody could be told of is told the
 * next morning.
 */
@Singleton
final class RequestAlarm implements ScheduledTask {
  static final String NAME = "request-clock";

  private static final Logger LOG = LoggerFactory.getLogger(RequestAlarm.class);
  private static final LocalTime MORNING = LocalTime.of(8, 0);

  private final JdbcRequests requests;
  private final JdbcPeople people;
  private final RecipientDirectory directory;
  private final DeliveryChannels channels;
  private final ZoneId zone;

  RequestAlarm(
      JdbcRequests requests,
      JdbcPeople people,
      RecipientDirectory directory,
      DeliveryChannels channels,
      ZoneId zone) {
    this.requests = requests;
    this.people = people;
    this.directory = directory;
    this.channels = channels;
    this.zone = zone;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Timetable timetable() {
    return new Timetable(zone, MORNING, null);
  }

  @Override
  public void run(Instant now) {
    Map<RequestTerm.State, List<RightsRequest>> due = new EnumMap<>(RequestTerm.State.class);
    for (JdbcRequests.Watched one : requests.due(now.plus(RequestTerm.WEEK))) {
      RequestTerm.State state = RequestTerm.state(one.request().term(), now);
      if (state == RequestTerm.State.OVERDUE || state != one.told()) {
        due.computeIfAbsent(state, any -> new ArrayList<>()).add(one.request());
      }
    }
    due.forEach(
        (state, late) -> {
          if (tell(state, late, now)) {
            requests.told(late, state);
          } else {
            LOG.error(
                "nobody could be told that the term of these requests is {}: {}",
                state,
                late.stream().map(RightsRequest::id).toList());
          }
        });
  }

  /** Whether somebody took it. */
  private boolean tell(RequestTerm.State state, List<RightsRequest> late, Instant now) {
    Map<UUID, Recipient> recipients = new LinkedHashMap<>();
    directory.operators().forEach(operator -> recipients.put(operator.id(), operator));
    for (UUID officer : people.officers()) {
      directory.find(officer).ifPresent(found -> recipients.put(officer, found));
    }
    boolean accepted = false;
    for (Recipient recipient : recipients.values()) {
      UUID id = Keyed128.of(NAME, state, now.toEpochMilli(), recipient.id());
      accepted |=
          channels
              .tell(recipient, RequestText.alarm(id, late, state, recipient.language(), zone))
              .accepted();
    }
    return accepted;
  }
}
