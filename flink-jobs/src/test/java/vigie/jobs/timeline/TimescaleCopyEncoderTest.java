package vigie.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vigie.jobs.timeline.TimelineFixtures.ALICE;
import static vigie.jobs.timeline.TimelineFixtures.NOON;
import static vigie.jobs.timeline.TimelineFixtures.heartRate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import vigie.reading.Reading;

class TimescaleCopyEncoderTest {
  private final TimescaleCopyEncoder encoder = new TimescaleCopyEncoder();

  @Test
  void aRowIsItsFieldsWithTheirLengthsInNetworkOrder() {
    ReadingRow row = ReadingRow.of(heartRate(ALICE, 72.5, Instant.parse("2000-01-01T00:00:01Z")));

    encoder.add(row);

    ByteBuffer bytes = ByteBuffer.wrap(encoder.toByteArray());
    byte[] signature = new byte[11];
    bytes.get(signature);
    assertThat(signature).isEqualTo("PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(bytes.getInt()).as("flags").isZero();
    assertThat(bytes.getInt()).as("extension").isZero();
    assertThat(bytes.getShort()).as("fields").isEqualTo((short) 14);
    assertThat(bytes.getInt()).isEqualTo(16);
    assertThat(bytes.getLong()).isEqualTo(ALICE.value().getMostSignificantBits());
    assertThat(bytes.getLong()).isEqualTo(ALICE.value().getLeastSignificantBits());
    assertThat(bytes.getInt()).isEqualTo(2);
    assertThat(bytes.getShort()).isEqualTo((short) 1);
    assertThat(bytes.getInt()).isEqualTo(8);
    assertThat(bytes.getLong()).as("microseconds since 2000").isEqualTo(1_000_000);
    assertThat(bytes.getInt()).isEqualTo(8);
    assertThat(bytes.getLong()).isEqualTo(row.disc());
    assertThat(bytes.getInt()).isEqualTo(8);
    assertThat(bytes.getDouble()).isEqualTo(72.5);
    assertThat(bytes.getInt()).as("no end").isEqualTo(-1);
  }

  @Test
  void aTimeBeyondWhatTheDatabaseCanCountIsRefused() {
    Reading reading = heartRate(ALICE, 72, Instant.ofEpochMilli(Long.MAX_VALUE / 100));

    assertThatThrownBy(() -> encoder.add(ReadingRow.of(reading)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aNewBatchBeginsWithNothingOfTheOneBefore() {
    encoder.add(ReadingRow.of(heartRate(ALICE, 72, NOON)));
    encoder.clear();

    assertThat(encoder.toByteArray()).hasSize(19);
  }

  @Test
  void theBufferGrowsWithTheBatch() {
    for (int i = 0; i < 20_000; i++) {
      encoder.add(ReadingRow.of(heartRate(ALICE, 72, NOON.plusMillis(i))));
    }

    assertThat(encoder.toByteArray()).hasSizeGreaterThan(20_000 * 100);
  }
}
