package vigie.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @Test
  void aSecretStaysTheSameAndIsReadableByItsOwnerOnly(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("data/secrets.properties");
    String secret = new Secrets(file).secret("db.vigie");
    assertThat(secret).matches("[0-9a-f]{48}");
    assertThat(new Secrets(file).secret("db.vigie")).isEqualTo(secret);
    assertThat(new Secrets(file).secret("operator")).isNotEqualTo(secret);
    assertThat(new Secrets(file).secret("db.vigie")).isEqualTo(secret);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void allWhoAskAtOnceGetTheSame(@TempDir Path folder) {
    Path file = folder.resolve("secrets.properties");
    assertThat(
            IntStream.range(0, 32)
                .parallel()
                .mapToObj(i -> new Secrets(file).secret("one"))
                .distinct())
        .hasSize(1);
  }
}
