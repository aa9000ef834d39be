package vigie.cli.quality;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceMessage;
import vigie.cli.device.JsonPayload;
import vigie.cli.export.ExportedSubject;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.intake.Directory;
import vigie.intake.Intake;
import vigie.intake.IntakeResult;
import vigie.intake.SpeaksFor;
import vigie.intake.decode.PayloadFormats;
import vigie.patient.PatientLimit;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Reading;

/**
 * One person of a data set, as the engine gets to know them: what the gateway's own intake takes of
 * what their devices sent.
 *
 * @param id the data set's name for the person
 * @param patient our name
 * @param readings those taken, in the order of their arrival
 * @param refused how many the intake refused
 */
public record Subject(String id, PatientId patient, List<Reading> readings, long refused) {
  /** Treats everyone here. */
  static final UUID PHYSICIAN = new UUID(7, 1);

  private static final UUID CONTACT = new UUID(7, 2);
  private static final int PAYLOAD_BYTES_MAX = 1 << 20;
  private static final PayloadFormats FORMATS = PayloadFormats.standard(MetricCatalogue.standard());

  /** As the export has them, their devices bound with the intervals it names. */
  public static Subject of(String dataSet, ExportedSubject exported) {
    return of(dataSet, exported, Map.of());
  }

  /**
   * The same.
   *
   * @param intervals of devices, by their short names, that measure otherwise than the reader says
   */
  static Subject of(String dataSet, ExportedSubject exported, Map<String, Duration> intervals) {
    PatientId patient =
        new PatientId(
            UUID.nameUUIDFromBytes(
                (dataSet + "/" + exported.id()).getBytes(StandardCharsets.UTF_8)));
    Intake intake =
        new Intake(
            FORMATS,
            new OnePerson(patient, exported.devices(), intervals),
            SpeaksFor.gatewayOfTheSamePatient(),
            PAYLOAD_BYTES_MAX);
    List<Reading> taken = new ArrayList<>();
    long refused = 0;
    for (DeviceMessage message : DeviceMessage.of(exported.readings())) {
      IntakeResult result =
          intake.decide(
              new vigie.intake.DeviceMessage(
                  message.device(), "json", "", JsonPayload.of(message.readings()), dataSet),
              message.sentAt());
      taken.addAll(result.accepted());
      refused += result.rejected().size();
    }
    return new Subject(exported.id(), patient, List.copyOf(taken), refused);
  }

  /** Copies the list. */
  public Subject {
    readings = List.copyOf(readings);
  }

  /** An adult who has consented to everything, with these limits of their own. */
  public PatientProfile profile(List<PatientLimit> limits) {
    return new PatientProfile(
        patient, 1, EnumSet.allOf(Category.class), PHYSICIAN, CONTACT, limits, Set.of());
  }

  /** The readings of these metrics. */
  Subject only(Set<String> metrics) {
    List<Reading> some =
        readings.stream().filter(reading -> metrics.contains(reading.metric().id())).toList();
    return new Subject(id, patient, some, refused);
  }

  /** As if each reading had arrived when it had been measured. */
  Subject atOnce() {
    List<Reading> ordered =
        RuleOracle.inOrder(readings.stream()).stream()
            .map(reading -> reading.receivedAt(RestGate.end(reading)))
            .toList();
    return new Subject(id, patient, ordered, refused);
  }

  /** How many days (UTC) have a reading. */
  int days() {
    Set<LocalDate> days = new TreeSet<>();
    readings.forEach(reading -> days.add(LocalDate.ofInstant(reading.effective(), ZoneOffset.UTC)));
    return days.size();
  }

  /** What the intake may know: one person and their devices. */
  private static final class OnePerson implements Directory {
    private final Map<String, DeviceBinding> bindings = new HashMap<>();

    OnePerson(PatientId patient, List<BoundDevice> devices, Map<String, Duration> intervals) {
      for (BoundDevice device : devices) {
        bindings.put(
            device.name(),
            new DeviceBinding(
                new DeviceId(device.name()),
                patient,
                device.kind(),
                intervals.getOrDefault(device.name(), device.expectedInterval()),
                Credential.of("nobody signs in here", new SecureRandom()),
                true,
                Instant.EPOCH));
      }
    }

    @Override
    public @Nullable DeviceBinding binding(String device) {
      return bindings.get(device);
    }

    @Override
    public Set<Category> consents(PatientId patient, String device) {
      return EnumSet.allOf(Category.class);
    }
  }
}
