package vigie.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.Keyed128;
import vigie.alert.AlertCommand;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.device.DeviceStatus;
import vigie.engine.sample.Sample;
import vigie.patient.Cover;
import vigie.patient.PatientLimit;
import vigie.patient.PatientProfile;
import vigie.patient.ProfileFlag;
import vigie.patient.Sources;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** One patient with the core around, and a clock in the test's hand. */
final class PatientUnderTest {
  static final PatientId PATIENT = new PatientId(Keyed128.of("patient under test"));
  static final String DEVICE = "watch-1";
  static final UUID PHYSICIAN = Keyed128.of("physician");
  static final UUID CONTACT = Keyed128.of("contact");
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  final InMemoryPatient memory = new InMemoryPatient();
  final Decisions decisions = new Decisions();
  final List<AlertTransition> transitions = new ArrayList<>();
  final List<Notification> notifications = new ArrayList<>();
  final List<Suppressed> suppressed = new ArrayList<>();
  private final PatientAlerts alerts;
  private int withoutRecipient;
  private int withoutProfile;
  private int unknownCommands;
  private long version;
  Instant now = START;
  Duration interval = Duration.ofMinutes(1);
  @Nullable Integer offsetMinutes;
  @Nullable UUID physician = PHYSICIAN;
  @Nullable UUID contact = CONTACT;
  Set<Category> consents = EnumSet.allOf(Category.class);
  Set<ProfileFlag> flags = EnumSet.noneOf(ProfileFlag.class);
  List<PatientLimit> limits = new ArrayList<>();
  Map<Category, Sources> sources = new EnumMap<>(Category.class);
  Set<String> restricted = new HashSet<>();
  Map<String, List<String>> sourceOrder = new HashMap<>();

  Cover cover = Cover.NONE;

  /** That somebody was not told, and when. */
  record Suppressed(Instant at, Suppression why) {}

  PatientUnderTest() {
    this(RuleCatalogue.defaults());
  }

  PatientUnderTest(List<Rule> rules) {
    this(new RuleBook(rules));
  }

  PatientUnderTest(RuleBook rules) {
    alerts = new PatientAlerts(rules, EscalationPolicy.standard());
  }

  /** Known, with a physician, a contact and every consent. */
  static PatientUnderTest known() {
    PatientUnderTest patient = new PatientUnderTest();
    patient.sendProfile();
    return patient;
  }

  void sendProfile() {
    version++;
    PatientProfile profile =
        new PatientProfile(
            PATIENT,
            version,
            consents,
            physician,
            contact,
            limits,
            flags,
            cover,
            sources,
            restricted,
            sourceOrder);
    alerts.onProfile(memory, profile, now.toEpochMilli(), decisions);
    collect();
  }

  void erase() {
    alerts.onErasure(memory, now.toEpochMilli(), decisions);
    collect();
  }

  /** What readings and people led to, without how far its route went. */
  List<AlertTransition> judged() {
    return transitions.stream()
        .filter(one -> one.cause() != Cause.ESCALATED && one.cause() != Cause.NO_RECIPIENT)
        .toList();
  }

  /** A fresh reading, measured now. */
  ReadingFate reads(String metric, double value) {
    return takes(reading(metric, value, now));
  }

  /** Fresh readings, the first one now, each an interval after the one before. */
  void readsEvery(Duration step, String metric, double... values) {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        pass(step);
      }
      reads(metric, values[i]);
    }
  }

  ReadingFate takes(Reading reading) {
    ReadingFate fate = alerts.onReading(memory, Sample.of(reading), now.toEpochMilli(), decisions);
    collect();
    return fate;
  }

  /** Something is new of one of the patient's devices. */
  void hears(DeviceNews news) {
    alerts.onDevice(memory, news, now.toEpochMilli(), decisions);
    collect();
  }

  /** The process begins again, now. */
  void restarts() {
    alerts.listen(now.toEpochMilli());
  }

  /** A value of the device is refused, now. */
  void refused(boolean clockAhead) {
    hears(new DeviceNews.Refused(DEVICE, clockAhead, now.toEpochMilli()));
  }

  /** The device tells how it fares, now. */
  void status(String device, DeviceStatus.State state, @Nullable Integer battery) {
    long at = now.toEpochMilli();
    hears(new DeviceNews.Status(device, state, battery, at, at));
  }

  Reading reading(String metric, double value, Instant effective) {
    return reading(metric, value, effective, effective, Quality.VALID, Context.UNKNOWN);
  }

  Reading reading(
      String metric,
      double value,
      Instant effective,
      Instant received,
      Quality quality,
      Context context) {
    return new Reading(
        PATIENT,
        new DeviceId(DEVICE),
        MetricCatalogue.standard().metric(metric),
        value,
        effective,
        null,
        offsetMinutes,
        received,
        null,
        quality,
        context,
        null,
        interval);
  }

  /** Lets time pass, and wakes when the core had asked for it. */
  void pass(Duration time) {
    Instant until = now.plus(time);
    long wake = PatientAlerts.wakeAt(memory);
    while (wake <= until.toEpochMilli()) {
      now = Instant.ofEpochMilli(Math.max(wake, now.toEpochMilli()));
      alerts.onTime(memory, now.toEpochMilli(), decisions);
      collect();
      wake = PatientAlerts.wakeAt(memory);
    }
    now = until;
  }

  /** Lets time pass while nobody looks, as when the job is down, and then wakes once. */
  void sleeps(Duration time) {
    now = now.plus(time);
    alerts.onTime(memory, now.toEpochMilli(), decisions);
    collect();
  }

  boolean acknowledges(UUID alert) {
    return does(AlertCommand.Kind.ACKNOWLEDGE, alert, PHYSICIAN);
  }

  /** The patient has seen it. */
  boolean confirms(UUID alert) {
    return does(AlertCommand.Kind.CONFIRM, alert, PATIENT.value());
  }

  boolean does(AlertCommand.Kind kind, UUID alert, UUID actor) {
    return does(kind, alert, actor, null);
  }

  boolean pauses(UUID alert, Duration pause) {
    return does(AlertCommand.Kind.PAUSE, alert, PHYSICIAN, pause);
  }

  private boolean does(AlertCommand.Kind kind, UUID alert, UUID actor, @Nullable Duration pause) {
    AlertCommand command =
        new AlertCommand(Keyed128.of(alert, now), PATIENT, alert, kind, actor, now, "seen", pause);
    boolean known = alerts.onCommand(memory, command, now.toEpochMilli(), decisions);
    collect();
    return known;
  }

  void delivery(Notification notification, Delivery.Channel channel, Delivery.Outcome outcome) {
    Delivery delivery =
        new Delivery(
            notification.id(),
            PATIENT,
            notification.alert().alert(),
            notification.recipient(),
            channel,
            1,
            outcome,
            now,
            "");
    alerts.onDelivery(memory, delivery, now.toEpochMilli(), decisions);
    collect();
  }

  long wakeAt() {
    return PatientAlerts.wakeAt(memory);
  }

  int withoutRecipient() {
    return withoutRecipient;
  }

  int unknownCommands() {
    return unknownCommands;
  }

  int withoutProfile() {
    return withoutProfile;
  }

  /** Why those of this role were told, in order. */
  List<Notification.Reason> told(Notification.Role role) {
    return notifications.stream()
        .filter(notification -> notification.role() == role)
        .map(Notification::reason)
        .toList();
  }

  /** The latest notification to this role. */
  Notification lastTo(Notification.Role role) {
    return notifications.stream()
        .filter(notification -> notification.role() == role)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  AlertTransition last() {
    return transitions.get(transitions.size() - 1);
  }

  private void collect() {
    transitions.addAll(decisions.transitions);
    notifications.addAll(decisions.notifications);
    decisions.suppressed.forEach(why -> suppressed.add(new Suppressed(now, why)));
    withoutRecipient += decisions.withoutRecipient;
    withoutProfile += decisions.withoutProfile;
    unknownCommands += decisions.unknownCommands;
    decisions.clear();
  }
}
