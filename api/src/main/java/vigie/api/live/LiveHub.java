package vigie.api.live;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vigie.Topic;
import vigie.alert.AlertTransition;
import vigie.api.access.Decision;
import vigie.api.session.SessionDirectory;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;
import vigie.reading.PatientId;
import vigie.reading.Reading;

/**
 * Hands each record to the open streams that may show it. One thread per feed brings records in
 * partition order; streams come and go on any thread.
 *
 * <p>Why nothing is lost or sent twice: a feed's records are handed out, and its place moved on,
 * under the feed's lock; a stream joins under both locks. So the place at which it joins splits
 * what it must fetch from the past from what it will be given. The place moves only after the
 * record was handed out, so an id never claims a record that was not put before it.
 */
@Singleton
public final class LiveHub {
  /** Streams that one person may have open at once. */
  static final int STREAMS_PER_PERSON_MAX = 20;

  private final Watchers watchers = new Watchers(STREAMS_PER_PERSON_MAX);
  private final Object alertLock = new Object();
  private final Object readingLock = new Object();
  private final AtomicLongArray alerts = new AtomicLongArray(Topic.PARTITIONS);
  private final AtomicLongArray readings = new AtomicLongArray(Topic.PARTITIONS);
  private final Repeats repeats = new Repeats();
  private final LiveAlerts open;
  private final SessionDirectory sessions;
  private final LiveMetrics metrics;
  private final Set<Feed> caughtUp = ConcurrentHashMap.newKeySet();
  private volatile List<String> degradedBy = List.of();

  /**
   * @param open kept up to date by this hub
   * @param sessions tells which have ended
   */
  public LiveHub(LiveAlerts open, SessionDirectory sessions, LiveMetrics metrics) {
    this.open = open;
    this.sessions = sessions;
    this.metrics = metrics;
  }

  /** Where the feed's reader begins. */
  void begin(Feed feed, int partition, long offset) {
    positions(feed).set(partition, offset);
  }

  /** The feed's reader has reached what was there when it began. */
  void caughtUp(Feed feed) {
    caughtUp.add(feed);
  }

  /** Whether both feeds are live, so that streams can be opened. */
  public boolean ready() {
    return caughtUp.contains(Feed.ALERT) && caughtUp.contains(Feed.READING);
  }

  /** The transition at this place. A repeat of one already handed out goes no further. */
  void alert(int partition, long offset, AlertTransition transition) {
    synchronized (alertLock) {
      if (open.apply(transition)) {
        Cursor processed = processed();
        String data = null;
        String withdrawn = null;
        for (Set<Watcher> some : watchers.watching(transition.patient().toString())) {
          for (Watcher watcher : some) {
            String name = watcher.shows(transition);
            if (name != null && name.equals("alert")) {
              data = data == null ? JsonFrames.alert(transition) : data;
              watcher.offer(Feed.ALERT, partition, offset, processed, name, data);
              metrics.alertFramed(transition.decidedAt());
            } else if (name != null) {
              withdrawn = withdrawn == null ? JsonFrames.withdrawn(transition) : withdrawn;
              watcher.offer(Feed.ALERT, partition, offset, processed, name, withdrawn);
            }
          }
        }
      } else {
        repeats.add(partition, offset);
      }
      alerts.set(partition, offset + 1);
    }
  }

  /** Skips a record that nobody can read. */
  void skip(Feed feed, int partition, long offset) {
    metrics.unreadable(feed);
    passOver(feed, partition, offset);
  }

  /** Passes over a record of an erased patient. */
  void passOver(Feed feed, int partition, long offset) {
    synchronized (lock(feed)) {
      positions(feed).set(partition, offset + 1);
    }
  }

  /**
   * The reading at this place, opened and decoded only when someone follows the patient.
   *
   * @param opened its value in clear; null of an erased patient
   */
  void reading(int partition, long offset, String patient, Supplier<byte @Nullable []> opened) {
    synchronized (readingLock) {
      Set<Watcher> following = watchers.following(patient);
      if (!following.isEmpty()) {
        try {
          byte[] value = opened.get();
          Reading reading = value == null ? null : Codecs.READING.decode(value);
          Cursor processed = processed();
          String data = null;
          for (Watcher watcher : following) {
            if (reading != null && watcher.shows(reading)) {
              data = data == null ? JsonFrames.reading(reading) : data;
              watcher.offer(Feed.READING, partition, offset, processed, "reading", data);
            }
          }
        } catch (MalformedRecordException e) {
          metrics.unreadable(Feed.READING);
        }
      }
      readings.set(partition, offset + 1);
    }
  }

  /**
   * Opens a stream from now on.
   *
   * @return the watcher and the place from which it is given records, or null when this person has
   *     too many streams open
   */
  @Nullable Joined join(
      UUID viewer,
      UUID session,
      @Nullable PatientId patient,
      Instant expires,
      Function<PatientId, Decision> access,
      FrameSink sink) {
    if (!watchers.reserve(viewer)) {
      return null;
    }
    synchronized (alertLock) {
      synchronized (readingLock) {
        Cursor start = processed();
        Watcher watcher = new Watcher(viewer, session, patient, expires, access, sink, start);
        watchers.add(watcher);
        return new Joined(watcher, start);
      }
    }
  }

  /** A stream that has joined, and from where it is given records. */
  record Joined(Watcher watcher, Cursor start) {}

  /** Takes a stream out. Waits for no lock, since it may be called while one is held. */
  void leave(Watcher watcher) {
    watchers.remove(watcher);
  }

  /**
   * Ends the streams whose token or session is over or whose right has ended; call about every
   * second.
   */
  public void check(Instant now) {
    watchers.each(
        watcher -> {
          // One that joined while its session was being ended was not told of it.
          if (sessions.ended(watcher.session())) {
            watcher.end(Ending.SESSION_ENDED);
          }
          watcher.check(now);
        });
  }

  /** Ends the streams of a session at once. */
  public void sessionEnded(UUID session) {
    watchers.each(
        watcher -> {
          if (watcher.session().equals(session)) {
            watcher.end(Ending.SESSION_ENDED);
          }
        });
  }

  /** Sends every stream a sign of life. */
  public void heartbeat() {
    watchers.each(Watcher::heartbeat);
  }

  /** Tells every stream when it changes how patients are watched; call about every second. */
  public void monitoring(List<String> by) {
    if (!by.equals(degradedBy)) {
      degradedBy = List.copyOf(by);
      watchers.each(watcher -> watcher.say(Frame.monitoring(by)));
    }
  }

  /** What a new stream is told first; null while nothing is wrong. */
  @Nullable Frame monitoring() {
    List<String> by = degradedBy;
    return by.isEmpty() ? null : Frame.monitoring(by);
  }

  /** Ends all streams, telling them to come back. */
  public void stop() {
    watchers.each(watcher -> watcher.end(Ending.STOPPING));
  }

  /** How many streams are open. */
  public int streams() {
    return watchers.count();
  }

  /** Whether the alert at this place repeats an earlier one. */
  boolean repeats(int partition, long offset) {
    return repeats.contains(partition, offset);
  }

  /** How often streams get a sign of life. */
  public static Duration heartbeatInterval() {
    return Duration.ofSeconds(15);
  }

  private Cursor processed() {
    return Cursor.of(values(alerts), values(readings));
  }

  private static long[] values(AtomicLongArray array) {
    long[] copy = new long[array.length()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = array.get(i);
    }
    return copy;
  }

  private AtomicLongArray positions(Feed feed) {
    return feed == Feed.ALERT ? alerts : readings;
  }

  private Object lock(Feed feed) {
    return feed == Feed.ALERT ? alertLock : readingLock;
  }
}
