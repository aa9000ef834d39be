package vigie.intake.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import vigie.intake.IntakeFixture;
import vigie.intake.check.Arrival;
import vigie.intake.check.ReadingChecks;
import vigie.intake.check.ReadingQuality;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;

/**
 * What must hold of any bytes: a decoder answers and never throws, and the checks can judge what it
 * answers. Jazzer calls it with bytes that it makes up (infra/tools/fuzz), {@link DecoderFuzzTest}
 * with those that were worth keeping.
 */
public final class DecoderFuzz {
  private static final PayloadFormats FORMATS = PayloadFormats.standard(MetricCatalogue.standard());
  private static final Arrival ARRIVAL =
      new Arrival(IntakeFixture.NOW, EnumSet.allOf(Category.class));

  private static String format = "json";

  private DecoderFuzz() {}

  /** Called by Jazzer with the format's word. */
  public static void fuzzerInitialize(String[] arguments) {
    format = arguments[0];
    // HAPI reads its model at the first resource, which under Jazzer takes longer than an input
    // may.
    answersWell(format, "{\"resourceType\":\"Observation\"}".getBytes(StandardCharsets.UTF_8));
  }

  /** Called by Jazzer for each input. */
  public static void fuzzerTestOneInput(byte[] payload) {
    answersWell(format, payload);
  }

  static void answersWell(String format, byte[] payload) {
    byte[] before = payload.clone();
    Decoded decoded =
        Objects.requireNonNull(FORMATS.find(format, "")).decode(payload, IntakeFixture.NOW);
    require(Arrays.equals(before, payload), "a decoder changed the payload");
    require(
        (decoded.refusal() == null) == !decoded.readings().isEmpty(),
        "an answer must have readings or a refusal");
    require(decoded.readings().size() <= Gathering.READINGS_MAX, "more readings than may be");
    require(decoded.droppedFields() >= 0 && decoded.correctedTimes() >= 0, "a count below zero");
    for (SentReading reading : decoded.readings()) {
      Refusal refusal = ReadingChecks.standard().refusal(reading, ARRIVAL);
      if (refusal == null) {
        require(Double.isFinite(reading.canonical()), "a value taken that is no number");
        Objects.requireNonNull(ReadingQuality.of(reading));
      } else {
        require(!refusal.detail().isBlank(), "a refusal without a word why");
      }
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
