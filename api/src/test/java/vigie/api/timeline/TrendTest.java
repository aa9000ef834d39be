package vigie.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("C-54")
class TrendTest {
  @ParameterizedTest
  @CsvSource({
    "rises, 70 71 70 72 73 72 74 75 74 76, RISING, 0.67",
    "falls with a gap, 80 79 - - 78 77 78 76 75 74 73 72, FALLING, -0.75",
    "varies, 70 72 69 71 70 73 68 71 70 71, STEADY, 0",
    "stands still, 70 70 70 70 70 70 70 70 70 70, STEADY, 0",
    "an outlier turns nothing, 70 70 71 70 180 70 71 70 70 71, STEADY, 0",
    "too few days, 70 75 80 85 90 95, UNKNOWN, 0"
  })
  void theDirectionIsToldWhenDaysAgree(
      String name, String days, Trend.Direction direction, double perDay) {
    Trend trend = Trend.of(days(days));

    assertThat(trend.direction()).as(name).isEqualTo(direction);
    assertThat(trend.perDay()).as(name).isCloseTo(perDay, within(0.06));
  }

  private static List<Trend.Day> days(String text) {
    String[] words = text.split(" ", -1);
    List<Trend.Day> days = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      if (!Objects.equals(words[i], "-")) {
        days.add(new Trend.Day(i, Double.parseDouble(words[i])));
      }
    }
    return days;
  }
}
