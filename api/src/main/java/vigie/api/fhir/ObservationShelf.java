package vigie.api.fhir;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.timeline.Hidden;
import vigie.api.timeline.StoredReading;
import vigie.api.timeline.TimescaleTimeline;

/**
 * A patient's Observations by time. An instant is always read whole, so that no blood pressure is
 * torn by the end of a page; a page itself may end within one.
 */
final class ObservationShelf implements FhirShelf {
  /** Read beyond what is asked for: parts of blood pressures, and an instant's other readings. */
  private static final int ROWS_MORE = 100;

  private final TimescaleTimeline timeline;
  private final UUID patient;
  private final Suppliers suppliers;
  private final Hidden shown;
  private final TimescaleTimeline.Span span;
  private final boolean ascending;

  ObservationShelf(
      TimescaleTimeline timeline,
      UUID patient,
      Suppliers suppliers,
      Hidden shown,
      TimescaleTimeline.Span span,
      boolean ascending) {
    this.timeline = timeline;
    this.patient = patient;
    this.suppliers = suppliers;
    this.shown = shown;
    this.span = span;
    this.ascending = ascending;
  }

  @Override
  public Slice after(@Nullable String key, int most) {
    Place last = key == null ? null : Place.parse(key);
    TimescaleTimeline.Span left = left(last);
    if (shown.metrics().isEmpty() || !left.from().isBefore(left.to())) {
      return new Slice(List.of(), false);
    }
    for (int rows = most + ROWS_MORE; ; rows *= 2) {
      List<StoredReading> readings = timeline.readings(patient, shown, left, ascending, rows + 1);
      boolean all = readings.size() <= rows;
      List<Item> items =
          ObservationMapper.of(patient, all ? readings : wholeInstants(readings)).stream()
              .filter(mapped -> last == null || last.before(mapped.id()))
              .map(
                  mapped ->
                      new Item(Place.of(mapped.id()).text(), suppliers.tell(mapped.resource())))
              .toList();
      if (all || items.size() >= most) {
        return items.size() > most ? Slice.of(items, most) : new Slice(items, !all);
      }
    }
  }

  /** From the instant of the last one on, which may hold others. */
  private TimescaleTimeline.Span left(@Nullable Place last) {
    if (last == null) {
      return span;
    }
    Instant instant = last.effective();
    Instant behind = instant.plus(1, ChronoUnit.MICROS);
    Instant from = ascending && instant.isAfter(span.from()) ? instant : span.from();
    Instant to = !ascending && behind.isBefore(span.to()) ? behind : span.to();
    return new TimescaleTimeline.Span(from, to, span.received());
  }

  private static List<StoredReading> wholeInstants(List<StoredReading> readings) {
    Instant torn = readings.get(readings.size() - 1).effective();
    return readings.stream().filter(reading -> !reading.effective().equals(torn)).toList();
  }

  /** Where an Observation stands. */
  private record Place(Instant effective, int metric, long disc) {
    private static final String BLANK = " ";

    static Place of(ObservationId id) {
      return new Place(id.effective(), id.metric(), id.disc());
    }

    static Place parse(String text) {
      String[] parts = text.split(BLANK, -1);
      try {
        if (parts.length == 3) {
          return new Place(
              Instant.parse(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
        }
      } catch (DateTimeParseException | NumberFormatException e) {
        throw FhirShelves.unknown();
      }
      throw FhirShelves.unknown();
    }

    String text() {
      return effective + BLANK + metric + BLANK + disc;
    }

    /** Whether the Observation stands behind; of other instants only those behind are read. */
    boolean before(ObservationId id) {
      if (!id.effective().equals(effective)) {
        return true;
      }
      return id.metric() != metric ? id.metric() > metric : id.disc() > disc;
    }
  }
}
