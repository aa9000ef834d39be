package vigie.cli.quality;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

final class QualityReport {
  static final String NAME = "quality.md";
  private final QualityStudies.Results results;
  QualityReport(QualityStudies.Results results) { this.results = results; }
  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(NAME), vigie.cli.JsonOutput.of(results), StandardCharsets.UTF_8);
  }
}
