package vigie.api.digest;

import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Keyed128;
import vigie.alert.AlertTransition;
import vigie.api.access.AccessDirectory;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Actor;
import vigie.api.access.Caller;
import vigie.api.access.Decision;
import vigie.api.access.PatientRights;
import vigie.api.access.Proof;
import vigie.api.access.Purpose;
import vigie.api.access.SyntheticPeople;
import vigie.api.alert.AlertSight;
import vigie.api.notify.DeliveryChannels;
import vigie.api.notify.Recipient;
import vigie.api.notify.RecipientDirectory;
import vigie.api.schedule.ScheduledTask;
import vigie.api.schedule.Timetable;
import vigie.reading.MetricCatalogue;

/**
 * Every Monday each treating physician with a proven channel is told once of the week's ADVISORY
 * findings of their patients ({@code clinical.md} 5.2): of what they might read at that moment, and
 * of nothing that concerns a device. What was sent stands in the audit as if they had read it.
 */
@Singleton
final class WeeklyReport implements ScheduledTask {
  static final String NAME = "weekly-report";

  private static final Logger LOG = LoggerFactory.getLogger(WeeklyReport.class);

  private final JdbcDigest rows;
  private final AccessDirectory rights;
  private final AccessGuard guard;
  private final RecipientDirectory directory;
  private final DeliveryChannels channels;
  private final ZoneId zone;
  private final Timetable mondays;

  /** What one physician is told of one patient, and by what decision. */
  private record Finding(UUID patient, Decision decision, List<AlertTransition> alerts) {}

  WeeklyReport(
      JdbcDigest rows,
      AccessDirectory rights,
      AccessGuard guard,
      RecipientDirectory directory,
      DeliveryChannels channels,
      ZoneId zone) {
    this.rows = rows;
    this.rights = rights;
    this.guard = guard;
    this.directory = directory;
    this.channels = channels;
    this.zone = zone;
    this.mondays = new Timetable(zone, LocalTime.of(8, 0), DayOfWeek.MONDAY);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Timetable timetable() {
    return mondays;
  }

  /** From one Monday to the next, whenever it is done: no finding is told twice or left out. */
  @Override
  public void run(Instant now) {
    Instant until = mondays.latest(now);
    Instant since = mondays.latest(until.minus(Duration.ofHours(1)));
    Map<Actor, List<Finding>> reports = new LinkedHashMap<>();
    rows.advisory(since, until)
        .forEach(
            (patient, alerts) -> {
              Actor physician = physicianOf(patient);
              if (physician != null) {
                Finding finding = visible(caller(physician, until), patient, alerts);
                if (!finding.alerts().isEmpty()) {
                  reports.computeIfAbsent(physician, any -> new ArrayList<>()).add(finding);
                }
              }
            });
    reports.forEach((physician, findings) -> tell(caller(physician, until), findings, until));
  }

  private @Nullable Actor physicianOf(UUID patient) {
    UUID physician =
        SyntheticPeople.includes(patient)
            ? null
            : rights.patient(patient).map(PatientRights::treatingPhysician).orElse(null);
    return physician == null ? null : rights.actor(physician).orElse(null);
  }

  private Finding visible(Caller caller, UUID patient, List<AlertTransition> alerts) {
    MetricCatalogue metrics = MetricCatalogue.standard();
    Decision decision = guard.decide(caller, Action.READ_ALERTS, patient);
    return new Finding(
        patient,
        decision,
        alerts.stream()
            .filter(alert -> !metrics.metric(alert.metric()).technical())
            .filter(alert -> AlertSight.shows(decision, alert))
            .toList());
  }

  private void tell(Caller caller, List<Finding> findings, Instant until) {
    UUID physician = caller.actor().person();
    Optional<Recipient> person = directory.find(physician);
    if (person.isEmpty() || person.get().verified().isEmpty()) {
      LOG.warn("physician {} cannot be told of the week's findings", physician);
      return;
    }
    List<WeeklyReportText.Section> sections =
        findings.stream()
            .map(each -> new WeeklyReportText.Section(name(each.patient()), each.alerts()))
            .toList();
    DeliveryChannels.Sent sent =
        channels.tell(
            person.get(),
            WeeklyReportText.of(id(physician, until), sections, person.get().language(), zone));
    if (!sent.accepted()) {
      LOG.warn("physician {} got no weekly report: {}", physician, sent.how());
      return;
    }
    findings.forEach(
        each -> guard.note(caller, Action.READ_ALERTS, each.patient(), each.decision()));
  }

  private String name(UUID patient) {
    return directory
        .find(patient)
        .map(known -> known.firstName() + " " + known.lastName())
        .orElse(patient.toString());
  }

  /** The physician as if they asked for it themselves. */
  private static Caller caller(Actor physician, Instant until) {
    UUID report = id(physician.person(), until);
    // Nobody is signed in: what it is sent to has been proven.
    Proof proof = new Proof(report, until, true);
    return new Caller(physician, Purpose.ALERTING, NAME, report.toString(), proof);
  }

  private static UUID id(UUID physician, Instant until) {
    return Keyed128.of(NAME, physician, until.toEpochMilli());
  }
}
