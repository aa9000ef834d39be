package vigie.api.key;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import vigie.api.ApiConfig;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;
import vigie.key.MasterKey;

/** The program's one table of keys, and what opens and seals with it. */
@Factory
final class KafkaKeyFactory {
  @Singleton
  MasterKey master(ApiConfig config) {
    return MasterKey.read(config.patientKeysFile());
  }

  @Bean(preDestroy = "close")
  @Singleton
  KafkaPatientKeys keys(ApiConfig config, MasterKey master) {
    return new KafkaPatientKeys(config.kafkaBootstrapServers(), "vigie-api-keys", master);
  }

  @Singleton
  KafkaSeal seal(KafkaPatientKeys keys) {
    return new KafkaSeal(keys);
  }
}
