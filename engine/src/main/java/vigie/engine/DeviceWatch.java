package vigie.engine;

import java.util.Objects;
import vigie.alert.Cause;
import vigie.device.DeviceStatus;
import vigie.engine.sample.Sample;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * Watches a patient's devices: each by a {@link Watch} of its own, whose samples are of technical
 * metrics. So there is one alert for each device and kind of trouble, judged, told and answered
 * like any other. Keeps nothing but the time since when it listens.
 *
 * <p>Nothing is judged of a device before it is known to be the patient's, nor of a patient of whom
 * nothing is known. What comes earlier waits, as readings do.
 */
final class DeviceWatch {
  private static final Metric BATTERY = MetricCatalogue.standard().metric("device-battery");
  private static final Metric CHARGING = MetricCatalogue.standard().metric("device-charging");

  private static final Metric REJECTED = MetricCatalogue.standard().metric("rejected-values");
  private static final Metric CLOCK_AHEAD = MetricCatalogue.standard().metric("clock-ahead");

  private final AlertDetector detector;
  private final DeviceSilence silence = new DeviceSilence();

  DeviceWatch(AlertDetector detector) {
    this.detector = detector;
  }

  /** Takes note, judging nothing yet. Of a device that is not the patient's nothing is kept. */
  void note(PatientMemory memory, DeviceNews news, long now, Decisions out) {
    String name = Scope.ofDevice(news.device());
    if (news instanceof DeviceNews.Unbound) {
      memory.watch(name, null);
      out.timesChanged = true;
      return;
    }
    Watch kept = memory.watch(name);
    Watch watch = kept == null ? new Watch() : kept;
    if (kept == null) {
      watch.forgetAt = out.clock(now) + WithoutProfile.KEPT.toMillis();
      out.timesChanged = true;
    }
    DeviceFacts facts = facts(watch);
    if (news instanceof DeviceNews.Bound binding) {
      facts.belongs(binding, now);
    } else if (news instanceof DeviceNews.Status status) {
      facts.said(status);
    } else if (news instanceof DeviceNews.Refused refusal) {
      facts.refused(refusal);
    }
    memory.watch(name, watch);
  }

  /** The device is the patient's no longer: what is open about it ends. */
  void end(String device, Moment moment) {
    Watch watch = moment.memory().watch(Scope.ofDevice(device));
    if (watch != null) {
      detector.end(watch, Cause.DEVICE_UNBOUND, moment);
    }
  }

  /** Judges what is noted of the device of this scope, once it is known to be the patient's. */
  void judge(Scope scope, Moment moment) {
    Watch watch = moment.memory().watch(scope.name());
    if (watch == null || !facts(watch).bound) {
      return;
    }
    detector.onProfile(watch, scope, moment);
    DeviceFacts facts = facts(watch);
    if (facts.unjudged) {
      facts.unjudged = false;
      status(watch, facts, scope, moment);
    }
    if (facts.refusalUnjudged) {
      facts.refusalUnjudged = false;
      refusals(facts, moment, feed(watch, scope, moment));
    }
    review(watch, facts, scope, moment);
    moment.memory().watch(scope.name(), watch);
  }

  /**
   * A device was heard for the first time, or again. What it sent was perhaps missing by the rules
   * of another one.
   */
  void heard(PatientRules rules, Moment moment) {
    for (String name : moment.memory().watched()) {
      Watch watch = Scope.isDevice(name) ? moment.memory().watch(name) : null;
      if (watch != null && facts(watch).bound) {
        Scope scope = rules.scope(name);
        adapt(watch, scope, moment);
        review(watch, facts(watch), scope, moment);
        moment.memory().watch(name, watch);
      }
    }
  }

  /** Alerts by rules that are off by now end. */
  void adapt(Watch watch, Scope scope, Moment moment) {
    if (facts(watch).bound) {
      detector.onProfile(watch, scope, moment);
    }
  }

  /** It is now. */
  void onTime(Watch watch, Scope scope, Moment moment) {
    DeviceFacts facts = facts(watch);
    DeviceSilence.Feed feed = feed(watch, scope, moment);
    if (facts.silenceDue != Watch.NEVER && facts.silenceDue <= moment.now()) {
      facts.silenceDue =
          moment.now() < silence.ready()
              ? silence.ready()
              : earlier(
                  silence.look(facts, scope, moment, feed),
                  MissingMetrics.look(watch, facts, scope, moment, placed(watch, scope, moment)));
    }
    refusalsOver(facts, moment, feed);
  }

  private void review(Watch watch, DeviceFacts facts, Scope scope, Moment moment) {
    long due =
        earlier(
            silence.review(facts, scope, moment, feed(watch, scope, moment)),
            MissingMetrics.review(watch, facts, scope, moment, placed(watch, scope, moment)));
    if (due != facts.silenceDue) {
      facts.silenceDue = due;
      moment.out().timesChanged = true;
    }
  }

  private static long earlier(long one, long other) {
    if (one == Watch.NEVER || other == Watch.NEVER) {
      return one == Watch.NEVER ? other : one;
    }
    return Math.min(one, other);
  }

  private static void refusals(DeviceFacts facts, Moment moment, DeviceSilence.Feed feed) {
    long at = facts.refusedAt[facts.refusedAt.length - 1];
    feed.take(REJECTED, facts.refusedAt.length, at);
    if (facts.clockAhead) {
      feed.take(CLOCK_AHEAD, 1, at);
    }
    if (facts.refusalsDue == Watch.NEVER) {
      facts.refusalsDue = at + DeviceFacts.REFUSALS_COUNT_FOR.toMillis();
      moment.out().timesChanged = true;
    }
  }

  /** The time to look is moved only when it comes, so that a row of refusals sets one. */
  private static void refusalsOver(DeviceFacts facts, Moment moment, DeviceSilence.Feed feed) {
    if (facts.refusalsDue == Watch.NEVER || facts.refusalsDue > moment.now()) {
      return;
    }
    long last = facts.refusedAt[facts.refusedAt.length - 1];
    long over = last + DeviceFacts.REFUSALS_COUNT_FOR.toMillis();
    if (over > moment.now()) {
      facts.refusalsDue = over;
      return;
    }
    feed.take(REJECTED, 0, over);
    if (facts.clockAhead) {
      feed.take(CLOCK_AHEAD, 0, over);
    }
    facts.clockAhead = false;
    facts.refusedAt = new long[0];
    facts.refusalsDue = Watch.NEVER;
  }

  /** Readings are listened to from now on. */
  void listen(long since) {
    silence.listen(since);
  }

  private DeviceSilence.Feed feed(Watch watch, Scope scope, Moment moment) {
    return (metric, value, at) -> take(watch, metric, value, at, at, scope, moment);
  }

  /**
   * The same, but what comes too late for its place is judged behind all that is known: a device of
   * which one metric is missing goes on to tell how it fares.
   */
  private DeviceSilence.Feed placed(Watch watch, Scope scope, Moment moment) {
    return (metric, value, at) -> {
      if (take(watch, metric, value, at, at, scope, moment) == ReadingFate.LATE) {
        Tail tail = watch.tail;
        long newest = tail.size == 0 ? tail.floor : tail.effective[tail.size - 1];
        take(watch, metric, value, newest + 1, newest + 1, scope, moment);
      }
    };
  }

  private void status(Watch watch, DeviceFacts facts, Scope scope, Moment moment) {
    int charging = facts.state == DeviceStatus.State.CHARGING ? 1 : 0;
    // Before the battery in the one order of the tail, because it is a gate to it.
    take(watch, CHARGING, charging, facts.statusAt - 1, facts.statusReceived, scope, moment);
    if (facts.battery != DeviceFacts.UNKNOWN) {
      take(watch, BATTERY, facts.battery, facts.statusAt, facts.statusReceived, scope, moment);
    }
  }

  private ReadingFate take(
      Watch watch,
      Metric metric,
      double value,
      long at,
      long received,
      Scope scope,
      Moment moment) {
    Sample sample = Sample.technical(metric, value, at, received, Scope.deviceOf(scope.name()));
    return detector.onReading(watch, sample, scope, moment);
  }

  private static DeviceFacts facts(Watch watch) {
    if (watch.device == null) {
      watch.device = new DeviceFacts();
    }
    return Objects.requireNonNull(watch.device);
  }
}
