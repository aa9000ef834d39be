package vigie.api.fhir;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Decision;
import vigie.api.alert.AlertSight;
import vigie.api.alert.TimescaleAlerts;
import vigie.api.audit.AuditLog;
import vigie.api.device.JdbcDevices;
import vigie.api.device.KafkaDeviceStatuses;
import vigie.api.notify.JdbcDeliveries;
import vigie.api.patient.Consents;
import vigie.api.patient.JdbcConsents;
import vigie.api.patient.JdbcGrants;
import vigie.api.people.JdbcPeople;
import vigie.api.people.Person;
import vigie.api.timeline.Hidden;
import vigie.api.timeline.TimescaleTimeline;
import vigie.device.DeviceStatus;
import vigie.reading.Category;
import vigie.reading.Metric;

/** A patient's record on shelves, each filled by the queries that the other routes use. */
@Singleton
public final class FhirRecord {
  /** The types of resources that a record has, in the order in which everything is given. */
  static final List<String> TYPES =
      List.of(
          "Patient",
          "Device",
          "Consent",
          "Flag",
          "DetectedIssue",
          "Communication",
          "AuditEvent",
          "Observation");

  private final AccessGuard guard;
  private final TimescaleTimeline timeline;
  private final TimescaleAlerts alerts;
  private final JdbcDevices devices;
  private final KafkaDeviceStatuses statuses;
  private final JdbcConsents consents;
  private final JdbcGrants grants;
  private final JdbcDeliveries deliveries;
  private final AuditLog audit;
  private final JdbcPeople people;
  private final Clock clock;

  /**
   * What of a record is asked for.
   *
   * @param dates when it was measured, happened or was so
   * @param since changed then or later; null for whenever
   */
  record Part(FhirDates dates, @Nullable Instant since) {
    boolean includes(Instant at) {
      return !at.isBefore(dates.from()) && at.isBefore(dates.to()) && changed(at);
    }

    boolean changed(Instant at) {
      return since == null || !at.isBefore(since);
    }
  }

  /** Wired by the program. */
  public FhirRecord(
      AccessGuard guard,
      TimescaleTimeline timeline,
      TimescaleAlerts alerts,
      JdbcDevices devices,
      KafkaDeviceStatuses statuses,
      JdbcConsents consents,
      JdbcGrants grants,
      JdbcDeliveries deliveries,
      AuditLog audit,
      JdbcPeople people,
      Clock clock) {
    this.guard = guard;
    this.timeline = timeline;
    this.alerts = alerts;
    this.devices = devices;
    this.statuses = statuses;
    this.consents = consents;
    this.grants = grants;
    this.deliveries = deliveries;
    this.audit = audit;
    this.people = people;
    this.clock = clock;
  }

  /** Who the patient is; by name for themself, who acts for them, and the treating physician. */
  FhirShelf patient(UUID patient, Decision decision) {
    Person person = decision.shows(Set.<Category>of()) ? people.find(patient).orElse(null) : null;
    return FhirShelf.of(List.of(patient), UUID::toString, id -> PatientMapper.patient(id, person));
  }

  FhirShelf observations(
      Caller caller,
      UUID patient,
      Decision decision,
      List<Metric> metrics,
      Part part,
      boolean ascending) {
    return new ObservationShelf(
        timeline,
        patient,
        suppliers(caller, patient),
        Hidden.of(metrics, decision),
        new TimescaleTimeline.Span(part.dates().from(), part.dates().to(), part.since()),
        ascending);
  }

  /** Who supplied the patient's devices, as far as the caller may know. */
  Suppliers suppliers(Caller caller, UUID patient) {
    return may(caller, Action.READ_DEVICES, patient)
        ? new Suppliers(devices.suppliers(patient))
        : Suppliers.UNTOLD;
  }

  /**
   * Alerts that were in force in that time, newest first.
   *
   * @param wanted those of them to give
   */
  FhirShelf alerts(
      UUID patient,
      Decision decision,
      Part part,
      Predicate<AlertTransition> wanted,
      Function<AlertTransition, ? extends Resource> mapper) {
    if (part.dates().empty()) {
      return FhirShelf.of(List.<AlertTransition>of(), FhirRecord::key, mapper);
    }
    return FhirShelf.of(
        alerts.ofPatient(patient, part.dates().from(), part.dates().to(), null).stream()
            .filter(alert -> AlertSight.shows(decision, alert))
            .filter(wanted)
            .toList(),
        FhirRecord::key,
        mapper);
  }

  /** Newest onset first; an alert's onset never changes. */
  private static String key(AlertTransition alert) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, alert.onset());
    return "%020d %s".formatted(Long.MAX_VALUE - micros, alert.alert());
  }

  FhirShelf devices(UUID patient) {
    Map<String, DeviceStatus> said = new HashMap<>();
    devices
        .list(patient)
        .forEach(
            binding ->
                statuses
                    .of(binding)
                    .ifPresent(status -> said.put(binding.device().value(), status)));
    return FhirShelf.of(
        devices.history(patient),
        period -> DeviceMapper.id(patient, period),
        period ->
            DeviceMapper.device(
                patient,
                period,
                period.until() == null ? said.get(period.device().value()) : null));
  }

  /** The consents as they stand, then the grants. */
  FhirShelf consents(UUID patient) {
    Instant now = clock.instant();
    Map<String, Resource> all = new LinkedHashMap<>();
    for (Consents.Event event : Consents.inForce(consents.history(patient))) {
      Consents.Declaration said = event.said();
      all.put(
          "consent " + said.category() + " " + said.source(),
          ConsentMapper.consent(patient, event));
    }
    for (JdbcGrants.Row row : grants.list(patient)) {
      all.put(
          "grant " + row.grant().grantee() + " " + row.since(),
          ConsentMapper.consent(patient, row, now));
    }
    return FhirShelf.of(List.copyOf(all.entrySet()), Map.Entry::getKey, entry -> entry.getValue());
  }

  /** Attempts to deliver, newest first. */
  FhirShelf communications(UUID patient, Part part) {
    return (key, most) -> {
      JdbcDeliveries.Filter filter =
          new JdbcDeliveries.Filter(
              part.since() != null && part.since().isAfter(part.dates().from())
                  ? part.since()
                  : part.dates().from(),
              part.dates().to(),
              patient,
              null,
              null,
              null,
              null);
      JdbcDeliveries.Key after = key == null ? null : DeliveryKey.parse(key);
      return FhirShelf.Slice.of(
          deliveries.search(filter, after, most + 1).stream()
              .map(
                  attempt ->
                      new FhirShelf.Item(
                          DeliveryKey.of(attempt), DeliveryMapper.communication(attempt)))
              .toList(),
          most);
    };
  }

  /** Who asked for the patient's data, newest first. */
  FhirShelf audit(UUID patient, Part part) {
    return new AuditShelf(audit, people, patient, part);
  }

  /**
   * All that the caller may see of a patient, each kind only where its own route would give it.
   *
   * @param decision the answer to who asks for everything
   * @param types resource types wanted; all when there are none
   */
  FhirShelves everything(
      Caller caller, UUID patient, Decision decision, Set<String> types, Part part) {
    FhirShelves shelves = new FhirShelves();
    put(shelves, types, "Patient", () -> patient(patient, decision));
    if (may(caller, Action.READ_DEVICES, patient)) {
      put(shelves, types, "Device", () -> devices(patient));
    }
    if (may(caller, Action.READ_CONSENTS_AND_GRANTS, patient)) {
      put(shelves, types, "Consent", () -> consents(patient));
    }
    Predicate<AlertTransition> changed = alert -> part.changed(alert.decidedAt());
    put(shelves, types, "Flag", () -> alerts(patient, decision, part, changed, AlertMapper::flag));
    put(
        shelves,
        types,
        "DetectedIssue",
        () -> alerts(patient, decision, part, changed, AlertMapper::issue));
    if (may(caller, Action.READ_OWN_DELIVERIES, patient)) {
      put(shelves, types, "Communication", () -> communications(patient, part));
    }
    if (may(caller, Action.READ_AUDIT, patient)) {
      put(shelves, types, "AuditEvent", () -> audit(patient, part));
    }
    List<Metric> metrics = FhirCodes.metrics(null, null, decision);
    put(
        shelves,
        types,
        "Observation",
        () -> observations(caller, patient, decision, metrics, part, true));
    return shelves;
  }

  /** Filled only when a page comes to it. */
  private static void put(
      FhirShelves shelves, Set<String> types, String type, Supplier<FhirShelf> shelf) {
    if (types.isEmpty() || types.contains(type)) {
      shelves.put(TYPES.indexOf(type) + type, (after, most) -> shelf.get().after(after, most));
    }
  }

  private boolean may(Caller caller, Action action, UUID patient) {
    return guard.decide(caller, action, patient).allowed();
  }
}
