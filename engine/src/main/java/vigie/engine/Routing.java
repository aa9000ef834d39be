package vigie.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Audience;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.alert.Reach;
import vigie.alert.Severity;

/**
 * How far the telling of one alert has come. Public fields are what Flink stores; times in
 * milliseconds since 1970 UTC.
 */
public final class Routing {
  /** No time is set. */
  static final long NEVER = 0;

  /** How far one step has come. */
  public static final class Mark {
    /** Whom the step tells. */
    public Notification.Role role = Notification.Role.PATIENT;

    /** When to tell next; 0 for never. */
    public long due = NEVER;

    /** Why, when it comes to that. */
    public Notification.Reason reason = Notification.Reason.FIRST;

    /** How often it told. */
    public int told;

    /** The latest notification, upper half of its id. */
    public long notificationHigh;

    /** The latest notification, lower half of its id. */
    public long notificationLow;

    /**
     * When one was last given out, by the clock on the wall; 0 while none was. Decides only whether
     * a repetition is given out, never what becomes of the route.
     */
    public long givenOut;

    /** Whether that one reached its recipient by any way. */
    public boolean delivered;

    /** An empty one, for Flink. */
    public Mark() {}

    boolean due(long now) {
      return due != NEVER && due <= now;
    }

    void toldBy(UUID notification) {
      told++;
      notificationHigh = notification.getMostSignificantBits();
      notificationLow = notification.getLeastSignificantBits();
      delivered = false;
    }

    boolean isToldBy(UUID notification) {
      return told > 0
          && notificationHigh == notification.getMostSignificantBits()
          && notificationLow == notification.getLeastSignificantBits();
    }
  }

  /** The highest severity that was told of; null while nobody was told. */
  public @Nullable Severity told;

  /** Whom the rule in force speaks to. */
  public Audience audience = Audience.CARE_TEAM;

  /** Whom the route under way speaks to. */
  public Audience planned = Audience.CARE_TEAM;

  /** Number of the next notification. */
  public int step;

  /** How often the route has begun, or was widened. */
  public int round;

  /** When the route under way began. */
  public long began = NEVER;

  /** Its steps, in the order of the policy. */
  public List<Mark> marks = new ArrayList<>(0);

  /** When to give up; 0 for never. */
  public long exhaustAt = NEVER;

  /** When somebody acknowledged; 0 while nobody has. */
  public long acknowledgedAt = NEVER;

  /** When that no longer holds; 0 for never. */
  public long lapseAt = NEVER;

  /** Until when nobody is told; 0 for no pause. */
  public long pausedUntil = NEVER;

  /** Whether the patient has confirmed to have seen it. */
  public boolean seen;

  /** Whether nobody was told because another alert was told of in its place. */
  public boolean shared;

  /** Whether an operator was told that nobody is left. */
  public boolean operatorTold;

  /** Whether others than those whom it is for first were told. */
  public boolean escalated;

  /** Ids, two halves each, of those who take no part in this route. */
  public long[] declined = {};

  /** No state: emptied before the step that filled it is over; null while there is nothing. */
  private transient @Nullable List<Cause> news;

  /** Nobody told yet. */
  public Routing() {}

  /** Something has become of the route that the alert's readers are to be told, once a step. */
  void report(Cause cause) {
    if (news == null) {
      news = new ArrayList<>(1);
    }
    if (!news.contains(cause)) {
      news.add(cause);
    }
  }

  /** What was reported since the last call, in order. */
  List<Cause> takeNews() {
    List<Cause> taken = news == null ? List.of() : news;
    news = null;
    return taken;
  }

  /** Until when nobody is told; null for no pause. */
  @Nullable Instant paused() {
    return pausedUntil == NEVER ? null : Instant.ofEpochMilli(pausedUntil);
  }

  /** How far the route has had to go. */
  Reach reach() {
    if (operatorTold) {
      return Reach.NOBODY;
    }
    return escalated ? Reach.ESCALATED : Reach.FIRST;
  }

  /** The next time to look at it; Long.MAX_VALUE for never. */
  long next() {
    long next = Math.min(orMax(exhaustAt), orMax(lapseAt));
    next = Math.min(next, orMax(pausedUntil));
    for (Mark mark : marks) {
      next = Math.min(next, Math.max(orMax(mark.due), pausedUntil));
    }
    return next;
  }

  private static long orMax(long time) {
    return time == NEVER ? Long.MAX_VALUE : time;
  }

  /** Nobody is told any more, for now. */
  void stop() {
    marks.clear();
    exhaustAt = NEVER;
    pausedUntil = NEVER;
    lapseAt = NEVER;
  }

  /** The alert is over. Should a late reading show that it was not, people are told anew. */
  void end() {
    stop();
    told = null;
    shared = false;
    acknowledgedAt = NEVER;
    escalated = false;
    operatorTold = false;
  }

  /**
   * Another, for which nobody was told yet. Should its alert be told of after all, its
   * notifications are not those of before.
   */
  Routing anew() {
    Routing anew = new Routing();
    anew.step = step;
    anew.round = round;
    return anew;
  }

  @Nullable Mark mark(Notification.Role role) {
    for (Mark mark : marks) {
      if (mark.role == role) {
        return mark;
      }
    }
    return null;
  }

  void decline(UUID person) {
    if (!declines(person)) {
      declined = Arrays.copyOf(declined, declined.length + 2);
      declined[declined.length - 2] = person.getMostSignificantBits();
      declined[declined.length - 1] = person.getLeastSignificantBits();
    }
  }

  boolean declines(UUID person) {
    for (int i = 0; i < declined.length; i += 2) {
      if (declined[i] == person.getMostSignificantBits()
          && declined[i + 1] == person.getLeastSignificantBits()) {
        return true;
      }
    }
    return false;
  }
}
