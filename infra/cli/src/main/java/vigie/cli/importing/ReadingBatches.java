package vigie.cli.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import vigie.cli.device.DeviceReading;
import vigie.cli.device.JsonPayload;

/** Gathers readings into messages of our own format. One thread. */
final class ReadingBatches {
  /** Readings in one message: some 50 KB. */
  static final int READINGS_MAX = 500;

  private final List<DeviceReading> gathered = new ArrayList<>(READINGS_MAX);
  private final Consumer<Message> to;

  ReadingBatches(Consumer<Message> to) {
    this.to = to;
  }

  void add(DeviceReading reading) {
    gathered.add(reading);
    if (gathered.size() == READINGS_MAX) {
      flush();
    }
  }

  /** Adds readings that must stand in one message; far fewer than fill one. */
  void addTogether(List<DeviceReading> readings) {
    if (gathered.size() + readings.size() > READINGS_MAX) {
      flush();
    }
    readings.forEach(this::add);
  }

  /** Gives what is left. */
  void flush() {
    if (!gathered.isEmpty()) {
      to.accept(new Message("json", JsonPayload.of(gathered)));
      gathered.clear();
    }
  }
}
