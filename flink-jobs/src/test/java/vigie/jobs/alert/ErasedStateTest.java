package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.engine.AlertInput;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** What a checkpoint's bytes still tell of an erased patient: nothing, and all of a neighbour. */
@Tag("C-71")
class ErasedStateTest {
  private static final Instant START = OnePatient.START;
  private static final int NEIGHBOURS = 20;

  @Test
  void theNewestCheckpointHoldsNoByteOfTheErased() throws Exception {
    AlertHarness harness = new AlertHarness();
    for (int i = 0; i < NEIGHBOURS; i++) {
      harness.process(AlertInput.of(OnePatient.profile(patient(i), 1, all())));
      for (int minute = 0; minute <= 3; minute++) {
        Instant now = START.plus(Duration.ofMinutes(minute));
        harness.at(now);
        harness.process(AlertInput.of(tachycardia(i, now)));
      }
    }
    String before = bytes(harness.checkpoint());
    for (int i = 0; i < NEIGHBOURS; i++) {
      assertThat(before).contains(device(i), id(i));
    }

    for (int i = 0; i < NEIGHBOURS; i += 2) {
      harness.process(AlertInput.erasure(patient(i)));
    }

    String after = bytes(harness.checkpoint());
    for (int i = 0; i < NEIGHBOURS; i++) {
      if (i % 2 == 0) {
        assertThat(after).doesNotContain(device(i)).doesNotContain(id(i));
      } else {
        assertThat(after).contains(device(i), id(i));
      }
    }
    harness.close();
  }

  private static EnumSet<Category> all() {
    return EnumSet.allOf(Category.class);
  }

  private static PatientId patient(int number) {
    return new PatientId(
        UUID.nameUUIDFromBytes(("patient " + number).getBytes(StandardCharsets.UTF_8)));
  }

  private static String device(int number) {
    return "device-of-" + (100 + number);
  }

  /** As its sixteen bytes stand in the state, one character a byte. */
  private static String id(int number) {
    UUID id = patient(number).value();
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static Reading tachycardia(int number, Instant at) {
    return new Reading(
        patient(number),
        new DeviceId(device(number)),
        MetricCatalogue.standard().metric("heart-rate"),
        155,
        at,
        null,
        null,
        at,
        null,
        Quality.VALID,
        Context.UNKNOWN,
        null,
        Duration.ofMinutes(1));
  }

  private static String bytes(OperatorSubtaskState checkpoint) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (KeyedStateHandle handle : checkpoint.getManagedKeyedState()) {
      all.write(read((StreamStateHandle) handle));
    }
    for (KeyedStateHandle handle : checkpoint.getRawKeyedState()) {
      all.write(read((StreamStateHandle) handle));
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] read(StreamStateHandle handle) throws IOException {
    try (InputStream in = handle.openInputStream()) {
      return in.readAllBytes();
    }
  }
}
