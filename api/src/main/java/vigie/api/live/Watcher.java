package vigie.api.live;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.api.access.Decision;
import vigie.api.alert.AlertSight;
import vigie.api.alert.AlertView;
import vigie.reading.PatientId;
import vigie.reading.Reading;

/**
 * One open stream: who watches, whom, how far it has come. Knows what may be shown; asked for each
 * frame anew. Safe for many threads.
 */
final class Watcher {
  private final UUID viewer;
  private final UUID session;
  private final @Nullable PatientId patient;
  private final Instant expires;
  private final Function<PatientId, Decision> access;
  private final FrameSink sink;
  private Cursor cursor;
  private boolean ended;

  /**
   * @param viewer who watches
   * @param session in which they do
   * @param patient the one patient whose alerts and readings are followed; null for the alerts of
   *     every patient whom the viewer may see
   * @param expires when the viewer's token is over
   * @param access what the viewer may see of a patient at the time of asking; answers from memory
   * @param start the first records that this watcher is given
   */
  Watcher(
      UUID viewer,
      UUID session,
      @Nullable PatientId patient,
      Instant expires,
      Function<PatientId, Decision> access,
      FrameSink sink,
      Cursor start) {
    this.viewer = viewer;
    this.session = session;
    this.patient = patient;
    this.expires = expires;
    this.access = access;
    this.sink = sink;
    this.cursor = start;
  }

  @Nullable PatientId patient() {
    return patient;
  }

  UUID viewer() {
    return viewer;
  }

  UUID session() {
    return session;
  }

  /** The id that a frame has at this cursor. */
  String id(Cursor at) {
    return patient == null ? at.alertsOnly() : at.toString();
  }

  /** Whether this stream carries records of this kind and patient at all. */
  boolean follows(Feed feed, PatientId whose) {
    return patient == null ? feed == Feed.ALERT : patient.equals(whose);
  }

  /**
   * How this transition may be shown now: {@code alert}; {@code withdrawn} (its id alone) when the
   * patient withdrew consent or had the metric frozen, so that it leaves the viewer's page; null
   * when not at all.
   */
  @Nullable String shows(AlertTransition transition) {
    if (!follows(Feed.ALERT, transition.patient())) {
      return null;
    }
    Decision decision = access.apply(transition.patient());
    if (AlertSight.shows(decision, transition)) {
      return "alert";
    }
    return (transition.cause() == Cause.CONSENT_WITHDRAWN
                || transition.cause() == Cause.RULE_DISABLED)
            && decision.opens(AlertView.categories(transition))
            && !AlertSight.masked(decision.patientsMasks(), transition)
        ? "withdrawn"
        : null;
  }

  /** Whether this reading may be shown now. */
  boolean shows(Reading reading) {
    return follows(Feed.READING, reading.patient())
        && access.apply(reading.patient()).shows(reading);
  }

  /** Hands on the record at this place; ends the stream when it has no room for it. */
  synchronized void offer(
      Feed feed, int partition, long offset, Cursor processed, String name, String data) {
    if (ended) {
      return;
    }
    cursor = cursor.max(processed).after(feed, partition, offset);
    if (!sink.offer(new Frame(id(cursor), name, data))) {
      end(Ending.TOO_SLOW);
    }
  }

  /** Keeps the connection open. A full queue needs none. */
  synchronized void heartbeat() {
    if (!ended) {
      sink.offer(Frame.HEARTBEAT);
    }
  }

  /** Sends what is no record. A full queue does without. */
  synchronized void say(Frame frame) {
    if (!ended) {
      sink.offer(frame);
    }
  }

  /** Ends the stream where the token is over or nothing may be seen any more. */
  void check(Instant now) {
    if (!now.isBefore(expires)) {
      end(Ending.TOKEN_EXPIRED);
    } else if (patient != null && !access.apply(patient).allowed()) {
      end(Ending.ACCESS_ENDED);
    }
  }

  /** Ends the stream; the first reason stands. */
  synchronized void end(Ending ending) {
    if (!ended) {
      ended = true;
      sink.end(ending.frame());
    }
  }

  synchronized boolean ended() {
    return ended;
  }
}
