package vigie.intake.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.intake.IntakeFixture;
import vigie.intake.IntakeResult;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/**
 * Open mHealth's own valid and invalid examples, read from the data set {@code
 * open-mhealth-examples}. Most are bodies alone; they get a header that names their schema.
 */
class OmhPublicExamplesTest {
  /** An example, by its path in the data set. */
  record Example(String path, String text) {
    String namespace() {
      return path.split("/", -1)[0];
    }

    String schema() {
      return path.split("/", -1)[1];
    }

    String version() {
      return path.split("/", -1)[2];
    }

    boolean valid() {
      return path.contains("/shouldPass/");
    }

    @Override
    public String toString() {
      return path;
    }
  }

  /** What is valid and holds nothing that we can take, and why. */
  private static final Map<String, RejectionReason> VALID_AND_NOT_TAKEN =
      Map.of(
          // The catalogue has no beat-to-beat interval.
          "/rr-interval/", RejectionReason.UNKNOWN_METRIC,
          // Valid for the data point's schema, which says nothing of bodies.
          "/data-point/1.0/shouldPass/empty-body", RejectionReason.MALFORMED,
          "/physical-activity/1.0/shouldPass/activity-name-only", RejectionReason.MALFORMED,
          // "The evening of 5 February" is no time that a reading can stand at.
          "part_of_day", RejectionReason.MALFORMED);

  private final IntakeFixture fixture = new IntakeFixture();

  @ParameterizedTest
  @MethodSource
  void theExampleIsTakenOrRefusedAsItsFolderSays(Example example) {
    IntakeResult result = fixture.decide("omh", point(example));
    if (!example.valid()) {
      assertThat(result.accepted()).isEmpty();
      assertThat(result.rejected()).isNotEmpty();
      return;
    }
    RejectionReason reason = expected(example);
    if (reason == null) {
      assertThat(result.rejected()).isEmpty();
      assertThat(result.accepted()).isNotEmpty();
    } else {
      assertThat(result.accepted()).isEmpty();
      assertThat(result.rejected()).isNotEmpty();
      assertThat(result.rejected()).extracting(RejectedReading::reason).containsOnly(reason);
    }
  }

  /** Apple's samples in Open mHealth's clothes are no schemas of ours, valid or not. */
  @ParameterizedTest
  @MethodSource
  void anotherNamespaceIsRefusedWhole(Example example) {
    IntakeResult result = fixture.decide("omh", point(example));
    assertThat(result.accepted()).isEmpty();
    assertThat(result.rejected())
        .extracting(RejectedReading::reason)
        .containsExactly(RejectionReason.UNKNOWN_METRIC);
  }

  private static @Nullable RejectionReason expected(Example example) {
    for (Map.Entry<String, RejectionReason> known : VALID_AND_NOT_TAKEN.entrySet()) {
      if (example.path().contains(known.getKey()) || example.text().contains(known.getKey())) {
        return known.getValue();
      }
    }
    return example.text().contains("descriptive_statistic") ? RejectionReason.STATISTIC : null;
  }

  private static byte[] point(Example example) {
    String header =
        "{\"id\":\"1\",\"creation_date_time\":\"2026-03-02T07:41:12+01:00\",\"schema_id\":"
            + "{\"namespace\":\"NAMESPACE\",\"name\":\"SCHEMA\",\"version\":\"VERSION\"}}";
    String point =
        switch (example.schema()) {
          case "data-point" -> example.text();
          case "header" ->
              "{\"header\":"
                  + example.text()
                  + ",\"body\":{\"activity_name\":\"walking\",\"distance\":"
                  + "{\"value\":2,\"unit\":\"km\"}}}";
          default ->
              "{\"header\":"
                  + header
                      .replace("NAMESPACE", example.namespace())
                      .replace("SCHEMA", example.schema())
                      .replace("VERSION", example.version())
                  + ",\"body\":"
                  + example.text()
                  + "}";
        };
    return point.getBytes(StandardCharsets.UTF_8);
  }

  static List<Example> theExampleIsTakenOrRefusedAsItsFolderSays() throws IOException {
    return examples("omh/");
  }

  static List<Example> anotherNamespaceIsRefusedWhole() throws IOException {
    return examples("granola/");
  }

  private static List<Example> examples(String folder) throws IOException {
    List<Example> examples = new ArrayList<>();
    try (ZipFile zip = new ZipFile(archive().toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().startsWith(folder) && entry.getName().endsWith(".json")) {
          byte[] bytes = zip.getInputStream(entry).readAllBytes();
          examples.add(new Example(entry.getName(), new String(bytes, StandardCharsets.UTF_8)));
        }
      }
    }
    return examples;
  }

  private static Path archive() {
    String given = System.getenv("VIGIE_DATASETS");
    Path archive =
        Path.of(given == null ? System.getProperty("vigie.datasets", "../shared/data") : given)
            .resolve("open-mhealth-examples")
            .resolve("test-data.zip")
            .normalize();
    if (!Files.isRegularFile(archive)) {
      throw new IllegalStateException(
          "this test reads the data set open-mhealth-examples, and there is no "
              + archive
              + "; set VIGIE_DATASETS to the folder that holds the data sets");
    }
    return archive;
  }
}
