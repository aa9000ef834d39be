package vigie.api;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import vigie.api.access.Matrix;

/** The one habilitation matrix of the program. */
@Factory
final class AccessFactory {
  @Singleton
  Matrix matrix(ApiConfig config) {
    return config.matrix();
  }
}
