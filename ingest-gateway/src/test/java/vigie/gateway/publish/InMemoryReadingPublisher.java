package vigie.gateway.publish;

import java.util.ArrayList;
import java.util.List;
import vigie.device.DeviceStatus;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;

/** Keeps in lists; refuses, or holds outcomes back, when told to. */
public final class InMemoryReadingPublisher implements ReadingPublisher {
  private final List<Reading> readings = new ArrayList<>();
  private final List<RejectedReading> rejected = new ArrayList<>();
  private final List<DeviceStatus> statuses = new ArrayList<>();
  private final List<PublishOutcome> held = new ArrayList<>();
  private boolean refusing;
  private boolean holding;

  @Override
  public synchronized void publish(
      List<Reading> accepted, List<RejectedReading> refused, PublishOutcome outcome) {
    if (refusing) {
      outcome.failed(new IllegalStateException("refusing"));
      return;
    }
    readings.addAll(accepted);
    rejected.addAll(refused);
    tell(outcome);
  }

  @Override
  public synchronized void publish(DeviceStatus status, PublishOutcome outcome) {
    if (refusing) {
      outcome.failed(new IllegalStateException("refusing"));
      return;
    }
    statuses.add(status);
    tell(outcome);
  }

  private void tell(PublishOutcome outcome) {
    if (holding) {
      held.add(outcome);
    } else {
      outcome.kept();
    }
  }

  public synchronized List<DeviceStatus> statuses() {
    return List.copyOf(statuses);
  }

  public synchronized void refuse() {
    refusing = true;
  }

  public synchronized void hold() {
    holding = true;
  }

  public synchronized void releaseHeld() {
    holding = false;
    held.forEach(PublishOutcome::kept);
    held.clear();
  }

  public synchronized List<Reading> readings() {
    return List.copyOf(readings);
  }

  public synchronized List<RejectedReading> rejected() {
    return List.copyOf(rejected);
  }
}
