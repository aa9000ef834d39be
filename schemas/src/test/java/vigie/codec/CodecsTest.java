package vigie.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertCommand;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Delivery;
import vigie.alert.Evidence;
import vigie.alert.Notification;
import vigie.alert.Reach;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.alert.RuleReader;
import vigie.alert.Schedule;
import vigie.alert.Severity;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.device.DeviceStatus;
import vigie.device.EndingCredential;
import vigie.device.FormerBinding;
import vigie.patient.Cover;
import vigie.patient.PatientLimit;
import vigie.patient.PatientProfile;
import vigie.patient.ProfileFlag;
import vigie.patient.Sources;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.Original;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** What is written to a topic is what comes back from it. */
class CodecsTest {
  private static final UUID A = new UUID(1, 2);
  private static final UUID B = new UUID(3, -4);
  private static final PatientId PATIENT = new PatientId(A);
  private static final DeviceId DEVICE = new DeviceId("watch-1");
  private static final Instant T = Instant.parse("2026-03-02T06:41:10.123Z");

  static final AlertTransition ALERT =
      new AlertTransition(
          B,
          2,
          PATIENT,
          "heart-rate-high",
          AlertPhase.ACKNOWLEDGED,
          Cause.ACKNOWLEDGED,
          Severity.HIGH,
          Severity.CRITICAL,
          "HR-2",
          1,
          3,
          "heart-rate",
          ">= 131",
          140,
          155,
          T,
          T.plusSeconds(60),
          T.plusSeconds(61),
          false,
          2,
          List.of(new Evidence(T, T.plusMillis(5), 140, DEVICE, Quality.QUESTIONABLE)),
          A,
          "seen",
          null,
          Reach.ESCALATED,
          T.plusSeconds(600));

  @Test
  void aReadingWithEveryFieldComesBackEqual() {
    Reading reading =
        new Reading(
            PATIENT,
            DEVICE,
            MetricCatalogue.standard().metric("glucose"),
            99.1,
            T,
            T.plusSeconds(30),
            60,
            T.plusMillis(900),
            7L,
            Quality.QUESTIONABLE,
            Context.MEAL,
            new Original(5.5, "mmol/L"),
            Duration.ofMinutes(5));
    assertThat(Codecs.READING.decode(Codecs.READING.encode(reading))).isEqualTo(reading);
  }

  @Test
  void aReadingWithoutOptionalFieldsComesBackEqual() {
    Reading reading = plainReading(72);
    assertThat(Codecs.READING.decode(Codecs.READING.encode(reading))).isEqualTo(reading);
  }

  @Test
  void everyOtherRecordComesBackEqual() {
    RejectedReading rejected =
        new RejectedReading(
            "x", "t", T, RejectionReason.MALFORMED, "d", "[0]", PATIENT, new byte[] {1, 2});
    assertThat(Codecs.REJECTED.decode(Codecs.REJECTED.encode(rejected)))
        .usingRecursiveComparison()
        .isEqualTo(rejected);

    DeviceBinding device =
        new DeviceBinding(
            DEVICE,
            PATIENT,
            "cuff",
            Duration.ofHours(1),
            new Credential(new byte[] {1}, new byte[] {2}),
            true,
            T.plusSeconds(1),
            T,
            new EndingCredential(
                new Credential(new byte[] {3}, new byte[] {4}), T.plusSeconds(86_400)),
            List.of(new FormerBinding(new PatientId(B), T.minusSeconds(9), T.minusSeconds(4))));
    assertThat(Codecs.DEVICE.decode(Codecs.DEVICE.encode(device)))
        .usingRecursiveComparison()
        .isEqualTo(device);

    DeviceStatus status =
        new DeviceStatus(DEVICE, PATIENT, DeviceStatus.State.OFF_WRIST, 87, T.minusSeconds(1), T);
    assertThat(Codecs.DEVICE_STATUS.decode(Codecs.DEVICE_STATUS.encode(status))).isEqualTo(status);

    PatientLimit limit =
        new PatientLimit(
            "HR-2",
            false,
            120.0,
            null,
            Duration.ZERO,
            Duration.ofMinutes(1),
            B,
            T,
            "r",
            1,
            T.plusSeconds(60));
    Schedule nights =
        new Schedule(
            ZoneId.of("Europe/Paris"),
            LocalTime.of(20, 0),
            LocalTime.of(8, 0),
            Set.of(DayOfWeek.FRIDAY));
    PatientProfile profile =
        new PatientProfile(
            PATIENT,
            9,
            Set.of(Category.CYCLE, Category.HEART_RATE),
            A,
            null,
            List.of(limit),
            Set.of(ProfileFlag.CHILD),
            new Cover(
                nights,
                List.of(new Cover.Absence(T, T.plusSeconds(3600))),
                List.of(
                    new Cover.Substitute(B, T, null, null),
                    new Cover.Substitute(A, null, T, nights))),
            Map.of(
                Category.CYCLE,
                new Sources(true, Set.of("watch-1", "ring-1")),
                Category.HEART_RATE,
                new Sources(false, Set.of("strap-1"))),
            Set.of("heart-rate"),
            Map.of("sleep-total", List.of("ring-1", "watch-1")));
    assertThat(Codecs.PATIENT.decode(Codecs.PATIENT.encode(profile))).isEqualTo(profile);

    assertThat(Codecs.ALERT.decode(Codecs.ALERT.encode(ALERT))).isEqualTo(ALERT);

    AlertCommand command =
        new AlertCommand(A, PATIENT, B, AlertCommand.Kind.ACKNOWLEDGE, A, T, "on my way");
    assertThat(Codecs.ALERT_COMMAND.decode(Codecs.ALERT_COMMAND.encode(command)))
        .isEqualTo(command);

    AlertCommand pause =
        new AlertCommand(A, PATIENT, B, AlertCommand.Kind.PAUSE, A, T, "", Duration.ofMinutes(5));
    assertThat(Codecs.ALERT_COMMAND.decode(Codecs.ALERT_COMMAND.encode(pause))).isEqualTo(pause);

    Notification notification =
        new Notification(
            A,
            PATIENT,
            B,
            Notification.Role.EMERGENCY_CONTACT,
            1,
            Notification.Reason.NOT_ACKNOWLEDGED,
            ALERT,
            T);
    assertThat(Codecs.NOTIFICATION.decode(Codecs.NOTIFICATION.encode(notification)))
        .isEqualTo(notification);

    Delivery delivery =
        new Delivery(
            A, PATIENT, B, B, Delivery.Channel.MAIL, 2, Delivery.Outcome.RETRYING, T, "451");
    assertThat(Codecs.DELIVERY.decode(Codecs.DELIVERY.encode(delivery))).isEqualTo(delivery);
  }

  @Test
  void everyDefaultRuleComesBackEqual() {
    assertThat(RuleCatalogue.defaults())
        .allSatisfy(
            rule -> assertThat(Codecs.RULE.decode(Codecs.RULE.encode(rule))).isEqualTo(rule));
  }

  @Test
  void aRuleWithAlternativesAndAnAgeComesBackEqual() {
    Rule rule =
        RuleReader.read(
            Map.ofEntries(
                Map.entry("family", "x"),
                Map.entry("metric", "heart-rate"),
                Map.entry("condition", ">= 120"),
                Map.entry("hold", "PT5M"),
                Map.entry("clearHold", "PT1M"),
                Map.entry("severity", "HIGH"),
                Map.entry(
                    "any",
                    List.of(Map.of("metric", "spo2", "condition", "< 91", "within", "PT1H"))),
                Map.entry("maxAge", "PT2M"),
                Map.entry("reason", "a test's"),
                Map.entry("source", "test")),
            "X-1",
            1,
            List.of(),
            "me",
            T);

    assertThat(rule.any()).hasSize(1);
    assertThat(Codecs.RULE.decode(Codecs.RULE.encode(rule))).isEqualTo(rule);
  }

  @Property
  void anyBytesAreARecordOrACleanRefusal(@ForAll byte[] bytes) {
    byte[] header = Codecs.READING.encode(plainReading(72));
    byte[] joined = new byte[10 + bytes.length];
    System.arraycopy(header, 0, joined, 0, 10);
    System.arraycopy(bytes, 0, joined, 10, bytes.length);
    try {
      assertThat(Codecs.READING.decode(joined)).isNotNull();
    } catch (MalformedRecordException refused) {
      assertThat(refused).hasMessageStartingWith("not a readable reading");
    }
  }

  @Test
  void bytesOfAnUnknownSchemaAreRefused() {
    assertThatThrownBy(() -> Codecs.READING.decode(new byte[40]))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("reading");
  }

  private static Reading plainReading(double value) {
    return new Reading(
        PATIENT,
        DEVICE,
        MetricCatalogue.standard().metric("heart-rate"),
        value,
        T,
        null,
        null,
        T,
        null,
        Quality.VALID,
        Context.UNKNOWN,
        null,
        Duration.ZERO);
  }
}
