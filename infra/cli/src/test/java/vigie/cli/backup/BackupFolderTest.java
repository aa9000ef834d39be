package vigie.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.stack.StackSettings;

class BackupFolderTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
  private static final byte[] HEADER = {1, 2, 3};

  @TempDir private Path data = Path.of("");

  @Test
  void aDayHasOneKeyThatOnlyItsOwnerReads() throws IOException {
    TinkBackupKeys keys = folder(Map.of()).keys();
    int id = keys.ensure(DAY).id();
    assertThat(keys.ensure(DAY).id()).isEqualTo(id);
    assertThat(keys.ensure(DAY.plusDays(1)).id()).isNotEqualTo(id);
    assertThat(keys.days()).containsExactly(DAY, DAY.plusDays(1));
    assertThat(keys.file(DAY)).isEqualTo(data.resolve("backups/keys/2026-11-30.json"));
    assertThat(permissions(keys.file(DAY))).isEqualTo("rw-------");
    assertThat(permissions(data.resolve("backups/keys"))).isEqualTo("rwx------");
  }

  @Test
  void whatAKeySealedOpensWithItsHeaderAndInOnePiece() throws IOException {
    TinkBackupKeys.Key key = folder(Map.of()).keys().ensure(DAY);
    byte[] plain = new byte[3_000_000];
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream sealing = key.sealing(out, HEADER)) {
      sealing.write(plain);
    }
    byte[] sealed = out.toByteArray();

    assertThat(opened(key, sealed, HEADER)).isEqualTo(plain);
    assertThatThrownBy(() -> opened(key, sealed, new byte[] {1, 2, 4}))
        .isInstanceOf(IOException.class);
    byte[] cut = Arrays.copyOf(sealed, 2 << 20);
    assertThatThrownBy(() -> opened(key, cut, HEADER)).hasMessageContaining("cut short");
    sealed[sealed.length - 20] ^= 1;
    assertThatThrownBy(() -> opened(key, sealed, HEADER)).hasMessageContaining("was changed");
  }

  @Test
  @Tag("C-81")
  void onTheTenthDayTheKeyIsDestroyedAndItsBackupsGoUnfinishedOnesToo() throws IOException {
    BackupFolder folder = folder(Map.of());
    Path whole = folder.finish(backup(folder, NOON));
    Path unfinished = backup(folder, NOON.plusSeconds(1));
    Path next = folder.finish(backup(folder, NOON.plus(Duration.ofDays(1))));

    BackupFolder.Expired before = folder.expire(Instant.parse("2026-12-09T23:59:59Z"));
    assertThat(before.keys()).isEmpty();
    assertThat(before.backups()).isEmpty();

    BackupFolder.Expired expired = folder.expire(Instant.parse("2026-12-10T00:00:00Z"));
    assertThat(expired.keys()).containsExactly(DAY);
    assertThat(expired.backups())
        .containsExactly("vigie-20261130T120000Z.backup", "vigie-20261130T120001Z.backup.part");
    assertThat(expired.warnings()).isEmpty();
    assertThat(whole).doesNotExist();
    assertThat(unfinished).doesNotExist();
    assertThat(folder.keys().find(DAY)).isEmpty();
    assertThat(next).exists();
    assertThat(folder.keys().find(DAY.plusDays(1))).isPresent();
  }

  @Test
  void aKeyThatIsMissingBeforeItsTimeIsToldOfAndTheBackupStays() throws IOException {
    BackupFolder folder = folder(Map.of());
    Path file = folder.finish(backup(folder, NOON));
    BackupFolder elsewhere =
        folder(Map.of(BackupFolder.KEYS_SETTING, data.resolve("not-mounted").toString()));

    BackupFolder.Expired expired = elsewhere.expire(NOON.plus(Duration.ofDays(3)));

    assertThat(expired.warnings())
        .singleElement()
        .asString()
        .contains("2026-11-30.json is not there", BackupFolder.KEYS_SETTING);
    assertThat(file).exists();
    assertThat(elsewhere.expire(NOON.plus(Duration.ofDays(10))).backups()).hasSize(1);
  }

  @Test
  void aClockThatWasSetBackDestroysNothingAndIsToldOf() throws IOException {
    BackupFolder folder = folder(Map.of());
    Path file = folder.finish(backup(folder, NOON));

    BackupFolder.Expired expired = folder.expire(NOON.minus(Duration.ofDays(30)));

    assertThat(expired.keys()).isEmpty();
    assertThat(expired.warnings()).singleElement().asString().contains("a day to come");
    assertThat(file).exists();
  }

  @Test
  @Tag("C-81")
  void aStackThatRunsDestroysByItselfAndSaysWhatIsWrongOnce() throws IOException {
    BackupFolder folder = folder(Map.of());
    folder.finish(backup(folder, NOON));
    Files.writeString(folder.finish(folder.begin(NOON.plusSeconds(1))), "of somebody else");
    List<String> said = new ArrayList<>();
    try (BackupWatch watch =
        new BackupWatch(
            StackSettings.of(data, Map.of()),
            Clock.fixed(NOON.plus(Duration.ofDays(10)), ZoneOffset.UTC),
            said::add)) {
      watch.look();
      watch.look();
    }
    assertThat(folder.keys().days()).isEmpty();
    assertThat(said).hasSize(3);
    assertThat(said.get(0)).isEqualTo("the backups' key of 2026-11-30 is destroyed");
    assertThat(said.get(1)).startsWith("vigie-20261130T120000Z.backup is deleted");
    assertThat(said.get(2)).contains("is left alone");
  }

  @Test
  void aFileThatIsNoBackupIsLeftAlone() throws IOException {
    BackupFolder folder = folder(Map.of());
    Path other = folder.finish(folder.begin(NOON));
    Files.writeString(other, "of somebody else");

    assertThat(folder.expire(NOON.plus(Duration.ofDays(99))).warnings())
        .singleElement()
        .asString()
        .contains("is left alone");
    assertThat(other).exists();
  }

  private static Path backup(BackupFolder folder, Instant made) throws IOException {
    LocalDate day = BackupExpiry.day(made);
    Path file = folder.begin(made);
    assertThat(permissions(file)).isEqualTo("rw-------");
    Files.write(
        file,
        new BackupHeader(made, day, folder.keys().ensure(day).id(), "17.6", "2.19.3").bytes());
    return file;
  }

  private static byte[] opened(TinkBackupKeys.Key key, byte[] sealed, byte[] header)
      throws IOException {
    return key.opening(new ByteArrayInputStream(sealed), header).readAllBytes();
  }

  private BackupFolder folder(Map<String, String> environment) {
    return BackupFolder.of(StackSettings.of(data, environment));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
