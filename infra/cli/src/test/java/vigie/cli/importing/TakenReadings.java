package vigie.cli.importing;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.intake.DeviceMessage;
import vigie.intake.Directory;
import vigie.intake.Intake;
import vigie.intake.IntakeResult;
import vigie.intake.SpeaksFor;
import vigie.intake.decode.PayloadFormats;
import vigie.reading.Category;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;

/** What the intake itself takes of an import's messages, for tests to look at. */
record TakenReadings(List<Reading> accepted, List<RejectedReading> rejected) {
  private static final Instant RECEIVED = Instant.parse("2026-04-01T00:00:00Z");
  private static final PatientId PATIENT = new PatientId(new UUID(1, 2));
  private static final int BYTES_MAX = 256 << 10;

  static TakenReadings of(List<Message> messages) {
    Intake intake =
        new Intake(
            PayloadFormats.standard(MetricCatalogue.standard()),
            new OneDevice(),
            SpeaksFor.gatewayOfTheSamePatient(),
            BYTES_MAX);
    List<Reading> accepted = new ArrayList<>();
    List<RejectedReading> rejected = new ArrayList<>();
    for (Message message : messages) {
      IntakeResult result =
          intake.decide(
              new DeviceMessage("phone", message.format(), "", message.payload(), "import"),
              RECEIVED);
      accepted.addAll(result.accepted());
      rejected.addAll(result.rejected());
    }
    return new TakenReadings(accepted, rejected);
  }

  /** Each as its metric, canonical value and times. */
  List<String> told() {
    return accepted.stream().map(TakenReadings::told).sorted().toList();
  }

  private static String told(Reading reading) {
    String times =
        reading.effectiveEnd() == null
            ? reading.effective().toString()
            : reading.effective() + "/" + reading.effectiveEnd();
    return reading.metric().id() + " " + reading.value() + " " + times;
  }

  /** Everything of one device that has consented. */
  private static final class OneDevice implements Directory {
    @Override
    public @Nullable DeviceBinding binding(String device) {
      return new DeviceBinding(
          new DeviceId(device),
          PATIENT,
          "phone",
          Duration.ZERO,
          Credential.of("nobody signs in here", new SecureRandom()),
          true,
          Instant.EPOCH);
    }

    @Override
    public Set<Category> consents(PatientId patient, String device) {
      return EnumSet.allOf(Category.class);
    }
  }
}
