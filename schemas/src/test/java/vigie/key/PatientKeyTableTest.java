package vigie.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatientKeyTableTest {
  private static final UUID ALICE = new UUID(1, 1);

  // The same place among those in use.
  private static final UUID BOB = new UUID(1 + (1 << 14), 1);

  private final SecureRandom random = new SecureRandom();
  private final PatientKey key = PatientKey.random(random);
  private MasterKey master;
  private PatientKeyTable table;

  @BeforeEach
  void make(@TempDir Path folder) throws Exception {
    master = master(folder);
    table = new PatientKeyTable(master);
  }

  @Test
  void twoPatientsWhoShareAPlaceHaveEachTheirOwnKey() {
    PatientKey other = PatientKey.random(random);
    table.put(ALICE, master.wrap(ALICE, key));
    table.put(BOB, master.wrap(BOB, other));

    for (int i = 0; i < 2; i++) {
      assertThat(bytes(ALICE)).isEqualTo(key.bytes());
      assertThat(bytes(BOB)).isEqualTo(other.bytes());
    }
    assertThat(table.size()).isEqualTo(2);
  }

  @Test
  @Tag("C-71")
  void whatIsDestroyedDoesNotComeAgain() {
    byte[] wrapped = master.wrap(ALICE, key);
    table.put(ALICE, wrapped);
    assertThat(bytes(ALICE)).isEqualTo(key.bytes());

    table.put(ALICE, null);
    table.put(ALICE, wrapped);

    assertThat(table.find(ALICE)).isNull();
    assertThat(table.wrapped(ALICE)).isNull();
    assertThat(table.destroyed(ALICE)).isTrue();
  }

  @Test
  void aKeyThatIsNoneChangesNothingAndIsNoSignOfAnotherMasterKeyWhileOthersFit() {
    table.put(ALICE, master.wrap(ALICE, key));

    assertThatThrownBy(() -> table.put(ALICE, master.wrap(BOB, key)))
        .isInstanceOf(BrokenSealException.class);

    assertThat(bytes(ALICE)).isEqualTo(key.bytes());
    assertThat(table.masterFits()).isTrue();
  }

  @Test
  void whenNoKeyFitsItIsAnotherMasterKey(@TempDir Path folder) throws Exception {
    assertThat(table.masterFits()).isTrue();
    PatientKeyTable other = new PatientKeyTable(master(folder));

    assertThatThrownBy(() -> other.put(ALICE, master.wrap(ALICE, key)))
        .isInstanceOf(BrokenSealException.class);

    assertThat(other.masterFits()).isFalse();
  }

  private byte[] bytes(UUID patient) {
    return Objects.requireNonNull(table.find(patient)).bytes();
  }

  private MasterKey master(Path folder) throws Exception {
    return MasterKey.read(
        Files.writeString(Files.createTempFile(folder, "master", ""), MasterKey.random(random)));
  }
}
