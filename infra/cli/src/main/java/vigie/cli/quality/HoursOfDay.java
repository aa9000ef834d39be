package vigie.cli.quality;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import vigie.alert.RuleCatalogue;

/**
 * Alerts on continuous glucose by the hour at which they opened, over all people together.
 *
 * @param low of glucose-low and of falling glucose
 * @param high of glucose-high
 */
record HoursOfDay(List<Long> low, List<Long> high) {
  private static final int HOURS = 24;
  private static final ZoneId ZONE = ZoneId.of("Europe/London");

  static HoursOfDay of(List<Subject> people) {
    long[] low = new long[HOURS];
    long[] high = new long[HOURS];
    for (Subject person : people) {
      for (AlertStory story :
          EngineRun.alerts(person, RuleCatalogue.defaults(), List.of(), QualityStudies.ANSWER)) {
        int hour = story.opened().atZone(ZONE).getHour();
        if (story.family().equals("glucose-high")) {
          high[hour]++;
        } else {
          low[hour]++;
        }
      }
    }
    return new HoursOfDay(list(low), list(high));
  }

  private static List<Long> list(long[] counts) {
    List<Long> list = new ArrayList<>();
    for (long count : counts) {
      list.add(count);
    }
    return List.copyOf(list);
  }
}
