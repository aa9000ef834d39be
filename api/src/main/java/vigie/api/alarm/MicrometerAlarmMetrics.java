package vigie.api.alarm;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whether operators have cause for alarm, in Prometheus' registry. */
@Singleton
final class MicrometerAlarmMetrics {
  private final Set<AlarmCause> present = ConcurrentHashMap.newKeySet();

  MicrometerAlarmMetrics(MeterRegistry registry) {
    for (AlarmCause cause : EnumSet.allOf(AlarmCause.class)) {
      Gauge.builder("vigie.operator.alarm", present, all -> all.contains(cause) ? 1 : 0)
          .description("1 while operators have cause for alarm")
          .tag("cause", cause.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  void noted(AlarmCause cause, boolean wrong) {
    if (wrong) {
      present.add(cause);
    } else {
      present.remove(cause);
    }
  }
}
