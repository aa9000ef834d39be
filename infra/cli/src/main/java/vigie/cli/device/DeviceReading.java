package vigie.cli.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import vigie.reading.Context;

/**
 * One reading as its device sends it, in the device's own unit.
 *
 * @param device the device's short name, see {@link BoundDevice#name}
 * @param metric the catalogue's id
 * @param value in {@code unit}
 * @param unit as the device writes it, such as {@code degF}; one that the metric accepts
 * @param effective when it was measured, or when the interval began
 * @param end when the interval ended; null for an instant
 * @param context what the patient was doing
 * @param sequence the device's own number for it; null when it has none
 * @param zone local offset, such as {@code +01:00}; null when unknown
 * @param selfReported whether a person entered it by hand
 * @param sentAt when the device sends it, not before it was measured
 */
public record DeviceReading(
    String device,
    String metric,
    double value,
    String unit,
    Instant effective,
    @Nullable Instant end,
    Context context,
    @Nullable Long sequence,
    @Nullable String zone,
    boolean selfReported,
    Instant sentAt) {

  /** In the order of sending. */
  public static final Comparator<DeviceReading> BY_SENT = Comparator.comparing(r -> r.sentAt);

  /** Checks that nothing is sent before it is measured. */
  public DeviceReading {
    if (sentAt.isBefore(end == null ? effective : end)) {
      throw new IllegalArgumentException(
          "sent at " + sentAt + ", before it was measured at " + (end == null ? effective : end));
    }
  }

  /** A reading of one instant, sent at once. */
  public static DeviceReading instant(
      String device, String metric, double value, String unit, Instant effective) {
    return new DeviceReading(
        device,
        metric,
        value,
        unit,
        effective,
        null,
        Context.UNKNOWN,
        null,
        null,
        false,
        effective);
  }

  /** A reading of an interval, sent when it ends. */
  public static DeviceReading interval(
      String device, String metric, double value, String unit, Instant begin, Instant end) {
    return new DeviceReading(
        device, metric, value, unit, begin, end, Context.UNKNOWN, null, null, false, end);
  }

  /** The same, sent later. */
  public DeviceReading sent(Instant when) {
    return new DeviceReading(
        device, metric, value, unit, effective, end, context, sequence, zone, selfReported, when);
  }

  /** The same, in this context. */
  public DeviceReading during(Context doing) {
    return new DeviceReading(
        device, metric, value, unit, effective, end, doing, sequence, zone, selfReported, sentAt);
  }

  /** The same, with the device's own number. */
  public DeviceReading numbered(long number) {
    return new DeviceReading(
        device, metric, value, unit, effective, end, context, number, zone, selfReported, sentAt);
  }

  /** The same, with the offset of the device's clock. */
  public DeviceReading zoned(String offset) {
    return new DeviceReading(
        device,
        metric,
        value,
        unit,
        effective,
        end,
        context,
        sequence,
        offset,
        selfReported,
        sentAt);
  }

  /** The same, entered by a person's hand. */
  public DeviceReading enteredByHand() {
    return new DeviceReading(
        device, metric, value, unit, effective, end, context, sequence, zone, true, sentAt);
  }

  /** The same, all its times moved. */
  public DeviceReading movedBy(Duration shift) {
    return new DeviceReading(
        device,
        metric,
        value,
        unit,
        effective.plus(shift),
        end == null ? null : end.plus(shift),
        context,
        sequence,
        zone,
        selfReported,
        sentAt.plus(shift));
  }
}
