package vigie.api.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.patient.Sources;
import vigie.reading.Category;
import vigie.reading.DeviceId;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * What is hidden: by the patient from everybody but the treating physician (C-41), or from
 * everybody but the patient because it is not to be used, its source being outside the consent
 * (C-74) or its metric restricted (C-69). A whole kind of content, a metric, either of them in a
 * span of effective time (one reading is a short span), or one item.
 *
 * @param id which mask
 * @param kind what is hidden; null when a metric or an item is
 * @param metric its id; null when a kind or an item is hidden
 * @param item an alert's or document's id; null when a kind or a metric is hidden
 * @param from hidden from then on; null for ever before
 * @param until hidden before then; null for ever after
 * @param devices hidden when measured by one of these; null for all
 * @param unused whether it is not to be used at all
 */
public record Mask(
    UUID id,
    @Nullable ContentKind kind,
    @Nullable String metric,
    @Nullable UUID item,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable Sources devices,
    boolean unused) {
  private static final UUID NOBODYS = new UUID(0, 0);

  /** One that a patient sets. */
  public Mask(
      UUID id,
      @Nullable ContentKind kind,
      @Nullable String metric,
      @Nullable UUID item,
      @Nullable Instant from,
      @Nullable Instant until) {
    this(id, kind, metric, item, from, until, null, false);
  }

  /** Hides what devices measured that the consent to this category does not cover. */
  public static Mask withheld(Category category, Sources devices) {
    return new Mask(NOBODYS, ContentKind.of(category), null, null, null, null, devices, true);
  }

  /** Hides a metric that is restricted. */
  public static Mask restricted(String metric) {
    return new Mask(NOBODYS, null, metric, null, null, null, null, true);
  }

  /** Whether it hides what it names at all times, whatever the device. */
  boolean whole() {
    return from == null && until == null && devices == null;
  }

  /** Whether readings of this metric, or of one that it is made of or misses, may be hidden. */
  public boolean concerns(Metric told) {
    Metric other = MetricCatalogue.standard().missed(told).orElse(told);
    if (metric != null) {
      return other.id().equals(metric) || other.derivedFrom().contains(metric);
    }
    if (kind == null) {
      return false;
    }
    return MetricCatalogue.standard().categories(other).stream()
        .anyMatch(category -> ContentKind.of(category) == kind);
  }

  /** Whether it hides what this device measured. */
  public boolean hides(DeviceId device) {
    return devices == null || devices.covers(device.value());
  }

  /** Whether some of the time from begin to end, both inclusive, is hidden. */
  public boolean overlaps(Instant begin, Instant end) {
    return (from == null || !end.isBefore(from)) && (until == null || begin.isBefore(until));
  }
}
