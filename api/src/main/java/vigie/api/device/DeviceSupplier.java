package vigie.api.device;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who supplied a device, in the words of who bound it.
 *
 * @param manufacturer who made it; null when not said
 * @param model what they call it; null when not said
 */
public record DeviceSupplier(@Nullable String manufacturer, @Nullable String model) {
  /** Nothing is said. */
  public static final DeviceSupplier UNSAID = new DeviceSupplier(null, null);

  /** This, or what was said before where nothing is said now. */
  DeviceSupplier or(DeviceSupplier before) {
    return equals(UNSAID) ? before : this;
  }

  /** Manufacturer and model as far as they are said; empty when neither is. */
  public String words() {
    return Stream.of(manufacturer, model)
        .filter(word -> word != null)
        .collect(Collectors.joining(" "));
  }
}
