package vigie.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SvgChartTest {
  @Test
  void theSameNumbersGiveTheSameBytes() {
    assertThat(chart(0.5)).isEqualTo(chart(0.5)).isNotEqualTo(chart(0.25));
  }

  @Test
  void wordsCannotBecomeMarkup() {
    assertThat(SvgChart.bars("a < b & c", "", List.of("x"), List.of(series(1))))
        .contains("a &lt; b &amp; c");
  }

  private static String chart(double value) {
    return SvgChart.lines("title", "unit", "below", List.of("x"), List.of(series(value)));
  }

  private static SvgChart.Series series(double value) {
    return new SvgChart.Series("series", List.of(value));
  }
}
