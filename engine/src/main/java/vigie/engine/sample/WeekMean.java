package vigie.engine.sample;

import java.time.Duration;
import java.util.List;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/** The mean of the last seven days, once there are twelve readings (home blood pressure, BP-6). */
final class WeekMean implements Derivation {
  private static final long WEEK = Duration.ofDays(7).toMillis();
  private static final int LEAST = 12;

  /** Eight readings a day; of more the oldest go. */
  private static final int MOST = 56;

  private final String source;
  private final String made;
  private final int metric;

  WeekMean(String source, String made) {
    this.source = source;
    this.made = made;
    this.metric = MetricCatalogue.standard().metric(made).number();
  }

  @Override
  public List<String> sources() {
    return List.of(source);
  }

  @Override
  public List<String> makes() {
    return List.of(made);
  }

  @Override
  public void derive(Series past, Sample sample, Derived out) {
    if (sample.quality == Quality.QUESTIONABLE) {
      return;
    }
    past.dropBefore(sample.effective - WEEK);
    past.add(sample.effective, sample.value, MOST);
    if (past.size >= LEAST) {
      double sum = 0;
      for (int i = 0; i < past.size; i++) {
        sum += past.value[i];
      }
      out.add(metric, sum / past.size);
    }
  }

  @Override
  public Basis basis(int made, Series past) {
    return Basis.of(past.size);
  }
}
