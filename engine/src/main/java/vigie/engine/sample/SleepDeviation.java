package vigie.engine.sample;

import java.util.List;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * How unusual a day's sleep is for this patient, as {@link DayDeviation} tells it, of sessions of
 * which no minute counts twice ({@link SleepMerge}). A session is of the day on which the patient
 * wakes. A session of the next day may overlap one of the day that it ends; so those of the last
 * day are remembered, and a day is summed when another begins.
 */
final class SleepDeviation implements Derivation {
  static final String SOURCE = "sleep-total";

  /** Of more sessions at once the oldest is summed before its day has ended. */
  static final int SESSIONS_MOST = 24;

  private static final Metric SLEEP = MetricCatalogue.standard().metric(SOURCE);

  private final DayDeviation days =
      new DayDeviation(SOURCE, "sleep-deviation", DayDeviation.Of.SUM);
  private final SleepMerge merge;

  SleepDeviation(List<String> ranked) {
    merge = SleepMerge.of(SLEEP, ranked);
  }

  @Override
  public List<String> sources() {
    return days.sources();
  }

  @Override
  public List<String> makes() {
    return days.makes();
  }

  @Override
  public void derive(Series past, Sample sample, Derived out) {
    if (sample.quality == Quality.QUESTIONABLE) {
      return;
    }
    List<SleepSession> sessions = past.sessions();
    if (sessions.size() == SESSIONS_MOST) {
      settle(past, sessions.get(0));
      sessions.remove(0);
    }
    boolean another = Days.beginsAnother(past, sample);
    SleepSession newest = session(sample, another ? Days.day(sample) : past.bucket);
    sessions.add(newest);
    if (another) {
      sessions.forEach(session -> settle(past, session));
      if (past.count > 0) {
        days.close(past, past.sum, out);
      }
      past.begin(Days.day(sample));
      long reach = sample.effective - SleepMerge.LONGEST_MILLIS;
      sessions.replaceAll(session -> session == newest ? newest : summed(session, newest));
      sessions.removeIf(
          session -> session != newest && session.end <= Math.max(reach, session.begin));
    }
  }

  /** Sums what counts of a session of the day that is being filled. */
  private void settle(Series past, SleepSession session) {
    if (session.day == past.bucket) {
      double share = merge.share(session, past.sessions());
      if (share > 0) {
        past.sum(session.value * share);
      }
    }
  }

  /** What counted of a session of a day that has ended, now that the newest is of the next. */
  private SleepSession summed(SleepSession session, SleepSession newest) {
    return session.summed(
        merge.before(newest, session) ? Math.min(session.end, newest.begin) : session.end);
  }

  private static SleepSession session(Sample sample, long day) {
    long lasted = sample.lasted > 0 ? sample.lasted : SleepSession.said(SLEEP, sample.value);
    SleepSession session =
        new SleepSession(
            sample.device,
            sample.effective - Math.min(lasted, SleepMerge.LONGEST_MILLIS),
            sample.effective,
            sample.value,
            sample.identity,
            false);
    session.day = day;
    return session;
  }

  @Override
  public Basis basis(int made, Series past) {
    return days.basis(made, past);
  }
}
