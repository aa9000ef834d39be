package vigie.jobs.timeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import vigie.reading.Original;
import vigie.reading.Reading;

/**
 * Rows in PostgreSQL's binary COPY format (PostgreSQL documentation, COPY, "Binary Format"). Own
 * code, because the driver takes bytes only. Reused from batch to batch; one thread.
 */
final class TimescaleCopyEncoder {
  /** The columns in the order of {@link #add}. */
  static final String COLUMNS =
      "patient_id, metric, ts, disc, value, ts_end, received, device, sequence, zone_offset,"
          + " quality, context, original_value, original_unit";

  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final short FIELDS = 14;
  private static final int ROW_BYTES_WITHOUT_TEXT = 200;

  /** PostgreSQL counts microseconds from 2000-01-01 UTC. */
  private static final long EPOCH_MILLIS = 946_684_800_000L;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[1 << 20];
  private int size;

  TimescaleCopyEncoder() {
    clear();
  }

  /** Begins a new batch. */
  void clear() {
    System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
    size = HEADER.length;
  }

  /**
   * Adds a row.
   *
   * @throws ArithmeticException when one of its numbers does not fit its column
   */
  void add(ReadingRow row) {
    Reading reading = row.reading();
    byte[] device = reading.device().value().getBytes(StandardCharsets.UTF_8);
    Original original = reading.original();
    byte[] unit = original == null ? null : original.unit().getBytes(StandardCharsets.UTF_8);
    ensure(ROW_BYTES_WITHOUT_TEXT + device.length + (unit == null ? 0 : unit.length));
    putShort(FIELDS);
    uuid(row.patient());
    int2(row.metric());
    timestamp(row.ts());
    int8(row.disc());
    float8(reading.value());
    timestamp(reading.effectiveEnd());
    timestamp(reading.received().toEpochMilli());
    text(device);
    int8(reading.sequence());
    int2(reading.zoneOffsetMinutes());
    int2(reading.quality().number());
    int2(reading.context().number());
    if (original == null || unit == null) {
      putInt(-1);
      putInt(-1);
    } else {
      float8(original.value());
      text(unit);
    }
  }

  /** Ends the batch and sends it; the caller ends the COPY. */
  void sendTo(CopyIn copy) throws java.sql.SQLException {
    end();
    copy.writeToCopy(bytes, 0, size);
  }

  /** Ends the batch; all its bytes. */
  byte[] finished() {
    end();
    return toByteArray();
  }

  /** The batch so far, as a copy. */
  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void end() {
    ensure(2);
    putShort((short) -1);
  }

  private void uuid(UUID value) {
    putInt(16);
    putLong(value.getMostSignificantBits());
    putLong(value.getLeastSignificantBits());
  }

  private void int2(@Nullable Integer value) {
    if (value == null) {
      putInt(-1);
    } else {
      int2((int) value);
    }
  }

  private void int2(int value) {
    if (value != (short) value) {
      throw new ArithmeticException("number does not fit smallint");
    }
    putInt(2);
    putShort((short) value);
  }

  private void int8(@Nullable Long value) {
    if (value == null) {
      putInt(-1);
    } else {
      int8((long) value);
    }
  }

  private void int8(long value) {
    putInt(8);
    putLong(value);
  }

  private void float8(double value) {
    int8(Double.doubleToLongBits(value));
  }

  private void timestamp(@Nullable Instant value) {
    if (value == null) {
      putInt(-1);
    } else {
      timestamp(value.toEpochMilli());
    }
  }

  private void timestamp(long epochMillis) {
    int8(Math.multiplyExact(Math.subtractExact(epochMillis, EPOCH_MILLIS), 1000L));
  }

  private void text(byte[] value) {
    putInt(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  private void putShort(short value) {
    SHORT.set(bytes, size, value);
    size += 2;
  }

  private void putInt(int value) {
    INT.set(bytes, size, value);
    size += 4;
  }

  private void putLong(long value) {
    LONG.set(bytes, size, value);
    size += 8;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
