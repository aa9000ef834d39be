package vigie.api.intake;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import vigie.intake.Directory;
import vigie.intake.Intake;
import vigie.intake.SpeaksFor;
import vigie.intake.decode.PayloadFormats;
import vigie.reading.MetricCatalogue;

/** The decision that every way in asks, on this program's directory. */
@Factory
final class IntakeFactory {
  @Singleton
  PayloadFormats formats() {
    return PayloadFormats.standard(MetricCatalogue.standard());
  }

  @Singleton
  Intake intake(PayloadFormats formats, Directory directory) {
    return new Intake(
        formats, directory, SpeaksFor.gatewayOfTheSamePatient(), Intake.PAYLOAD_BYTES_DEFAULT);
  }
}
