package vigie.intake.decode;

import java.time.OffsetDateTime;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Reads {@code effective[x]}. */
final class FhirTime {
  private FhirTime() {}

  /**
   * The time that an Observation says; its fault when it says none that can be read.
   *
   * @param effective what it says; null when nothing
   * @param unknown whether the gateway knows of the device's clock: without a time it then says
   *     that it could not tell the time, not that it is of now
   */
  static SentTime read(@Nullable Type effective, boolean unknown) {
    if (effective == null) {
      return unknown
          ? SentTime.unreadable("the gateway could not tell when it was measured")
          : SentTime.UNSAID;
    }
    if (effective instanceof DateTimeType || effective instanceof InstantType) {
      return instant((PrimitiveType<?>) effective);
    }
    return effective instanceof Period period
        ? period(period)
        : SentTime.unreadable("effective must be a date and time or a period");
  }

  private static SentTime instant(PrimitiveType<?> said) {
    OffsetDateTime at = at(said);
    return at == null
        ? SentTime.unreadable("effective must be a date and time with an offset")
        : new SentTime(millis(at), null, false, zone(said, at), null);
  }

  private static SentTime period(Period period) {
    OffsetDateTime start = at(period.getStartElement());
    OffsetDateTime end = at(period.getEndElement());
    if (start == null || (end == null && period.hasEnd())) {
      return SentTime.unreadable(
          "effectivePeriod needs a start, a date and time with an offset, and no other end");
    }
    // Without an end it still goes on; what is known of it begins at its start.
    return new SentTime(
        millis(start),
        end == null ? null : millis(end),
        false,
        zone(period.getStartElement(), start),
        null);
  }

  private static @Nullable OffsetDateTime at(PrimitiveType<?> said) {
    String text = said.getValueAsString();
    return text == null ? null : Rfc3339.read(text);
  }

  private static long millis(OffsetDateTime at) {
    return at.toInstant().toEpochMilli();
  }

  private static @Nullable Integer zone(PrimitiveType<?> said, OffsetDateTime at) {
    return Rfc3339.zone(said.getValueAsString(), at);
  }
}
