package vigie.api.key;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;

/** Figures of patients' keys in Prometheus' registry. */
@Singleton
final class MicrometerKeyMetrics implements MeterBinder {
  private final KafkaPatientKeys keys;
  private final KafkaSeal seal;

  MicrometerKeyMetrics(KafkaPatientKeys keys, KafkaSeal seal) {
    this.keys = keys;
    this.seal = seal;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("vigie.patient.keys", keys, KafkaPatientKeys::size)
        .description("patients who have a key")
        .register(registry);
    FunctionCounter.builder("vigie.records.passed.over", seal, KafkaSeal::passedOver)
        .description("sealed records whose patient's key is destroyed")
        .register(registry);
  }
}
