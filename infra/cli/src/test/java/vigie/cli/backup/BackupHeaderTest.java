package vigie.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupHeaderTest {
  private static final BackupHeader HEADER =
      new BackupHeader(
          Instant.parse("2026-11-30T12:00:00Z"),
          LocalDate.of(2026, 11, 30),
          123_456_789,
          "17.6",
          "2.19.3");

  @Test
  void aHeaderReadsAsItWasWrittenAndLeavesTheStreamBehindIt() throws IOException {
    ByteArrayInputStream in = stream(HEADER.text() + "sealed");
    assertThat(BackupHeader.read(in)).isEqualTo(HEADER);
    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("sealed");
  }

  @SuppressWarnings("StringConcatToTextBlock") // A row each, as far as it fits.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PGDMP",
        "vigie-backup 2\nmade 2026-11-30T12:00:00Z\nday 2026-11-30\nkey 1\npostgresql 17\n"
            + "timescaledb 2\n\n",
        "vigie-backup 1\nmade yesterday\nday 2026-11-30\nkey 1\npostgresql 17\ntimescaledb 2\n\n",
        "vigie-backup 1\nmade 2026-11-30T12:00:00Z\nday 2026-11-30\nkey one\npostgresql 17\n"
            + "timescaledb 2\n\n",
        "vigie-backup 1\nmade 2026-11-30T12:00:00Z\nday 2026-11-30\nkey 1\npostgresql 17\n",
      })
  void whatIsNoHeaderIsRefused(String text) {
    assertThatThrownBy(() -> BackupHeader.read(stream(text)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not begin as a backup");
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
