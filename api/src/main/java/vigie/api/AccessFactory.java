package vigie.api;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import vigie.api.access.Assurance;
import vigie.api.access.Matrix;
import vigie.api.directory.DirectoryFile;
import vigie.api.directory.ProfessionCheck;

/** The rules of access that are set from outside. */
@Factory
final class AccessFactory {
  @Singleton
  Matrix matrix(ApiConfig config) {
    return config.matrix();
  }

  @Singleton
  ProfessionCheck professionCheck(ApiConfig config) {
    Path extract = config.directory();
    return new ProfessionCheck(extract == null ? null : DirectoryFile.read(extract, config.zone()));
  }

  @Singleton
  Assurance assurance(ApiConfig config) {
    return new Assurance(config.secondFactor());
  }
}
