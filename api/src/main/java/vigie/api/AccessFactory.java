package vigie.api;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import vigie.api.access.Assurance;
import vigie.api.access.Matrix;

/** The rules of access that are set from outside. */
@Factory
final class AccessFactory {
  @Singleton
  Matrix matrix(ApiConfig config) {
    return config.matrix();
  }

  @Singleton
  Assurance assurance(ApiConfig config) {
    return new Assurance(config.secondFactor());
  }
}
