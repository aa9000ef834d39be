package vigie.alert;

import java.time.Instant;
import vigie.reading.DeviceId;

/** One reading that an alert rests on; value in the metric's canonical unit. */
public record Evidence(Instant effective, Instant received, double value, DeviceId device) {}
