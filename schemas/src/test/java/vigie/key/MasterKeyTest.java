package vigie.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
  private static final UUID ALICE = new UUID(1, 1);

  @Test
  @Tag("C-71")
  void onlyTheMasterKeyThatWrappedItUnwrapsAPatientsKeyAndOnlyForThatPatient(@TempDir Path folder)
      throws IOException {
    MasterKey master = read(folder, MasterKey.random(new SecureRandom()) + "\n");
    PatientKey key = PatientKey.random(new SecureRandom());

    byte[] wrapped = master.wrap(ALICE, key);

    assertThat(master.unwrap(ALICE, wrapped).bytes()).isEqualTo(key.bytes());
    assertThat(wrapped).hasSize(60);
    assertThatThrownBy(() -> master.unwrap(new UUID(1, 2), wrapped))
        .isInstanceOf(BrokenSealException.class);
    MasterKey other = read(folder, MasterKey.random(new SecureRandom()));
    assertThatThrownBy(() -> other.unwrap(ALICE, wrapped)).isInstanceOf(BrokenSealException.class);
  }

  @Test
  void aFileThatIsNoneIsNamedWithSettingAndRemedy(@TempDir Path folder) {
    assertThatThrownBy(() -> MasterKey.read(folder.resolve("nowhere")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VIGIE_PATIENT_KEYS_FILE")
        .hasMessageContaining("nowhere")
        .hasMessageContaining("openssl rand -hex 32");
    for (String content : new String[] {"", "abc", "00".repeat(31), "00".repeat(33)}) {
      assertThatThrownBy(() -> read(folder, content))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("VIGIE_PATIENT_KEYS_FILE")
          .hasMessageContaining("64 hexadecimal digits");
    }
    assertThatThrownBy(() -> read(folder, "z".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MasterKey read(Path folder, String content) throws IOException {
    return MasterKey.read(Files.writeString(folder.resolve("keys"), content));
  }
}
