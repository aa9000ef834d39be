package vigie.gateway.observe;

import vigie.intake.IntakeResult;

/** Counts in fields. */
public final class RecordingIngestMetrics implements IngestMetrics {
  private int received;
  private int accepted;
  private int rejected;
  private int failed;
  private int droppedFields;

  @Override
  public synchronized void received(IntakeResult result) {
    received += result.received();
    droppedFields += result.droppedFields();
  }

  @Override
  public synchronized void kept(IntakeResult result, long nanos) {
    accepted += result.accepted().size();
    rejected += result.rejected().size();
  }

  @Override
  public synchronized void failed(IntakeResult result) {
    failed += result.received();
  }

  @Override
  public void acknowledged(int messages) {}

  @Override
  public void connectionEnded() {}

  public synchronized int received() {
    return received;
  }

  public synchronized int accepted() {
    return accepted;
  }

  public synchronized int rejected() {
    return rejected;
  }

  public synchronized int failed() {
    return failed;
  }

  public synchronized int droppedFields() {
    return droppedFields;
  }
}
