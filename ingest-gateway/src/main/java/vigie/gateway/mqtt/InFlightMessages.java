package vigie.gateway.mqtt;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vigie.gateway.publish.PublishOutcome;

/**
 * What one connection has brought and has not acknowledged yet, in the order it came. Messages are
 * kept in any order and acknowledged in the order they came, as MQTT demands [MQTT-4.6.0-2]. One
 * thread adds, one acknowledges, any tells outcomes.
 */
final class InFlightMessages {
  /** PUBACK of MQTT 5 with success: the reason code may be left out. */
  private static final byte PUBACK = 0x40;

  private static final int PUBACK_BYTES = 4;

  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final Runnable failure;
  private volatile @Nullable Thread waiting;

  /** Calls this when a message fails, possibly several times and on any thread. */
  InFlightMessages(Runnable failure) {
    this.failure = failure;
  }

  /** Takes a message in; tell what is returned when its fate is known. */
  PublishOutcome add(int packetId) {
    Entry entry = new Entry(packetId);
    size.incrementAndGet();
    entries.add(entry);
    return entry;
  }

  boolean isEmpty() {
    return size.get() == 0;
  }

  /**
   * Takes out what may be acknowledged now, as PUBACK packets.
   *
   * @param packets filled from its start
   * @return the length filled; 0 when there is nothing
   */
  int takeAcknowledgements(byte[] packets) {
    int length = 0;
    while (length + PUBACK_BYTES <= packets.length) {
      Entry head = entries.peek();
      if (head == null || !head.kept) {
        break;
      }
      entries.remove();
      size.decrementAndGet();
      packets[length] = PUBACK;
      packets[length + 1] = 2;
      packets[length + 2] = (byte) (head.packetId >> 8);
      packets[length + 3] = (byte) head.packetId;
      length += PUBACK_BYTES;
    }
    return length;
  }

  /** How many messages that many bytes of packets acknowledge. */
  static int acknowledgedBy(int length) {
    return length / PUBACK_BYTES;
  }

  /** Waits until something may be acknowledged, somebody calls wake, or the time is over. */
  void await(long nanos) {
    waiting = Thread.currentThread();
    Entry head = entries.peek();
    if (head == null || !head.kept) {
      LockSupport.parkNanos(this, nanos);
    }
    waiting = null;
  }

  /** Ends the wait of the thread in await, if any. */
  void wake() {
    Thread thread = waiting;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  private final class Entry implements PublishOutcome {
    private final int packetId;
    private volatile boolean kept;

    Entry(int packetId) {
      this.packetId = packetId;
    }

    @Override
    public void kept() {
      kept = true;
      // Behind one that is not kept yet there is nothing to do.
      if (entries.peek() == this) {
        wake();
      }
    }

    @Override
    public void failed(Exception cause) {
      failure.run();
    }
  }
}
