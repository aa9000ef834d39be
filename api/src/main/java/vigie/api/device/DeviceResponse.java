package vigie.api.device;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceBinding;
import vigie.device.DeviceStatus;
import vigie.device.EndingCredential;

/**
 * A device as it stands.
 *
 * @param kind in the patient's words
 * @param manufacturer who made it; null when not said
 * @param model what they call it; null when not said
 * @param expectedInterval how often it measures, ISO 8601; null when not said
 * @param previousUntil while the secret before its newest holds; null when none does
 * @param state as it last said itself; null when it never did
 * @param battery percent, likewise
 * @param lastSeen when it last said so
 */
@Serdeable
public record DeviceResponse(
    String device,
    String kind,
    @Nullable String manufacturer,
    @Nullable String model,
    @Nullable String expectedInterval,
    Instant boundAt,
    Instant since,
    @Nullable Instant previousUntil,
    DeviceStatus.@Nullable State state,
    @Nullable Integer battery,
    @Nullable Instant lastSeen) {
  static DeviceResponse of(
      DeviceBinding binding, DeviceSupplier supplier, @Nullable DeviceStatus status, Instant now) {
    EndingCredential previous = binding.previous();
    return new DeviceResponse(
        binding.device().value(),
        binding.kind(),
        supplier.manufacturer(),
        supplier.model(),
        binding.expectedInterval().isZero() ? null : binding.expectedInterval().toString(),
        binding.boundAt(),
        binding.since(),
        previous != null && now.isBefore(previous.until()) ? previous.until() : null,
        status == null ? null : status.state(),
        status == null ? null : status.battery(),
        status == null ? null : status.received());
  }
}
