package vigie.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import vigie.cli.client.HttpSession;
import vigie.cli.load.ResidentMemory;

/** Reads a patient's whole export, throws it away and watches the memory of who gives it. */
final class HttpExport {
  private static final int BUFFER = 1 << 16;
  private static final long SAMPLE_NANOS = 1_000_000_000L;
  private static final int HEAP_EVERY = 5;
  private static final int TELL_EVERY = 30;

  private final HttpReads http;
  private final Consumer<String> progress;

  HttpExport(HttpReads http, Consumer<String> progress) {
    this.http = http;
    this.progress = progress;
  }

  /**
   * The export of the patient's own data.
   *
   * @param server the API's process id
   */
  ExportedRecord run(HttpSession patient, long server) throws IOException {
    List<ExportedRecord.Memory> memory = new ArrayList<>();
    memory.add(new ExportedRecord.Memory(ResidentMemory.kibOf(server), HeapUse.kibOf(server)));
    long lines = 0;
    long bytes = 0;
    byte[] buffer = new byte[BUFFER];
    long begin = System.nanoTime();
    long sampled = begin;
    try (InputStream in = http.stream(patient, "/fhir/Patient/" + patient.person() + "/$export")) {
      int read = in.read(buffer);
      while (read >= 0) {
        bytes += read;
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            lines++;
          }
        }
        long now = System.nanoTime();
        if (now - sampled >= SAMPLE_NANOS) {
          sampled = now;
          // Sampled between two reads: a slow reader must not make the server hoard either.
          memory.add(
              new ExportedRecord.Memory(
                  ResidentMemory.kibOf(server),
                  memory.size() % HEAP_EVERY == 0 ? HeapUse.kibOf(server) : 0));
          if (memory.size() % TELL_EVERY == 0) {
            progress.accept(
                "%,d lines exported, resident %,d MiB"
                    .formatted(lines, memory.get(memory.size() - 1).residentKib() >> 10));
          }
        }
        read = in.read(buffer);
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    memory.add(new ExportedRecord.Memory(ResidentMemory.kibOf(server), HeapUse.kibOf(server)));
    return new ExportedRecord(lines, bytes, seconds, memory);
  }
}
