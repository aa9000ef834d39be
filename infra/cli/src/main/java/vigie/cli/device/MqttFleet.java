package vigie.cli.device;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

/** Many devices on one broker. Safe to use from many threads. */
public final class MqttFleet implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CONNECTING_MAX = 50;

  private final URI broker;
  private final Map<String, MqttDevice> devices = new ConcurrentHashMap<>();

  /** For this broker, such as {@code tcp://127.0.0.1:1883}. */
  public MqttFleet(URI broker) {
    this.broker = broker;
  }

  /**
   * Connects those devices that are not connected yet, a bounded number at once, and waits.
   *
   * @param secrets by device id
   * @param progress told the number of connected devices as it grows
   * @throws IllegalStateException when one is refused
   */
  public void connect(Map<String, String> secrets, IntConsumer progress)
      throws InterruptedException {
    Semaphore places = new Semaphore(CONNECTING_MAX);
    Collection<CompletableFuture<MqttDevice>> connecting = new ArrayList<>();
    for (Map.Entry<String, String> entry : secrets.entrySet()) {
      if (devices.containsKey(entry.getKey())) {
        continue;
      }
      places.acquire();
      connecting.add(
          MqttDevice.connect(broker, entry.getKey(), entry.getValue(), PATIENCE)
              .whenComplete(
                  (device, failure) -> {
                    places.release();
                    if (device != null) {
                      devices.put(device.device(), device);
                      progress.accept(devices.size());
                    }
                  }));
    }
    for (CompletableFuture<MqttDevice> one : connecting) {
      try {
        one.join();
      } catch (CompletionException e) {
        throw new IllegalStateException(
            e.getCause() == null ? String.valueOf(e.getMessage()) : e.getCause().getMessage(), e);
      }
    }
  }

  /** A connected device; throws IllegalArgumentException when it is not. */
  public MqttDevice device(String id) {
    MqttDevice device = devices.get(id);
    if (device == null) {
      throw new IllegalArgumentException("device " + id + " is not connected");
    }
    return device;
  }

  @Override
  public void close() {
    devices.values().forEach(MqttDevice::close);
    devices.clear();
  }
}
