package vigie.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimescaleInstallationTest {

  @Test
  void anInstalledOneCountsOnlyWithTheExtension(@TempDir Path root) throws Exception {
    install(root, "15");
    assertThat(TimescaleInstallation.installed(root)).isEmpty();

    install(root, "16");
    Path extension = Files.createDirectories(root.resolve("usr/share/postgresql/16/extension"));
    Files.writeString(extension.resolve("timescaledb.control"), "");
    assertThat(TimescaleInstallation.installed(root))
        .contains(new TimescaleInstallation(root.resolve("usr/lib/postgresql/16/bin")));
  }

  @Test
  void theCacheFolderFollowsTheEnvironment() {
    assertThat(TimescalePackages.cacheFolder(Map.of("HOME", "/h")))
        .isEqualTo(Path.of("/h/.cache/vigie"));
    assertThat(TimescalePackages.cacheFolder(Map.of("HOME", "/h", "XDG_CACHE_HOME", "/x")))
        .isEqualTo(Path.of("/x/vigie"));
    assertThat(TimescalePackages.cacheFolder(Map.of("HOME", "/h", "VIGIE_CACHE", "/v")))
        .isEqualTo(Path.of("/v"));
  }

  @Test
  void aGivenDatabaseNeedsUserAndPasswordToo() {
    assertThat(TimescaleDatabase.of(Map.of())).isEmpty();
    assertThatThrownBy(() -> TimescaleDatabase.of(Map.of("VIGIE_DB_URL", "jdbc:postgresql://h/d")))
        .hasMessageContaining("VIGIE_DB_USER");
    assertThatThrownBy(() -> TimescaleDatabase.of(Map.of("VIGIE_DB_URL", "postgres://h/d")))
        .hasMessageContaining("VIGIE_DB_URL");
    TimescaleDatabase given =
        TimescaleDatabase.of(
                Map.of(
                    "VIGIE_DB_URL", "jdbc:postgresql://h/d?ssl=true",
                    "VIGIE_DB_USER", "u",
                    "VIGIE_DB_PASSWORD", "secret"))
            .orElseThrow();
    assertThat(given.named("other").jdbcUrl()).isEqualTo("jdbc:postgresql://h/other?ssl=true");
    assertThat(given).asString().doesNotContain("secret");
  }

  @Test
  @Tag("C-17")
  void aGivenDatabaseNeedsTheRoleOfMeasuresToo() {
    Map<String, String> environment =
        Map.of(
            "VIGIE_DB_URL", "jdbc:postgresql://h/d",
            "VIGIE_DB_USER", "u",
            "VIGIE_DB_PASSWORD", "secret");

    assertThatThrownBy(() -> TimescaleDatabase.measures(environment))
        .hasMessageContaining("VIGIE_DB_MEASURES_PASSWORD")
        .hasMessageContaining("CREATE ROLE vigie_measures");

    Map<String, String> whole = new HashMap<>(environment);
    whole.put("VIGIE_DB_MEASURES_PASSWORD", "other");
    assertThat(TimescaleDatabase.measures(whole))
        .contains(new TimescaleDatabase("jdbc:postgresql://h/d", "vigie_measures", "other"));
    assertThat(TimescaleDatabase.measures(Map.of())).isEmpty();
  }

  private static void install(Path root, String version) throws Exception {
    Path bin = Files.createDirectories(root.resolve("usr/lib/postgresql/" + version + "/bin"));
    for (String program : new String[] {"postgres", "initdb"}) {
      Files.setPosixFilePermissions(
          Files.writeString(bin.resolve(program), ""),
          PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
