package vigie.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.MetricCatalogue;

@Tag("C-60")
class SynthesisTest {
  private static final MetricCatalogue METRICS = MetricCatalogue.standard();

  @ParameterizedTest
  @CsvSource({
    // today, then the first and last day of this week and the one before, of this month likewise
    "2026-03-18, 2026-03-16 2026-03-22, 2026-03-09 2026-03-15, 2026-03-01 2026-03-31, 2026-02-01"
        + " 2026-02-28",
    "2026-03-16, 2026-03-16 2026-03-22, 2026-03-09 2026-03-15, 2026-03-01 2026-03-31, 2026-02-01"
        + " 2026-02-28",
    "2026-03-15, 2026-03-09 2026-03-15, 2026-03-02 2026-03-08, 2026-03-01 2026-03-31, 2026-02-01"
        + " 2026-02-28",
    "2027-01-01, 2026-12-28 2027-01-03, 2026-12-21 2026-12-27, 2027-01-01 2027-01-31, 2026-12-01"
        + " 2026-12-31"
  })
  void eachTimeStandsBesideTheWholeOneBefore(
      LocalDate today, String week, String lastWeek, String month, String lastMonth) {
    Synthesis synthesis = Synthesis.of(METRICS.metric("heart-rate"), List.of(), today);

    assertThat(days(synthesis.day().current())).isEqualTo(today + " " + today);
    assertThat(days(synthesis.day().previous()))
        .isEqualTo(today.minusDays(1) + " " + today.minusDays(1));
    assertThat(days(synthesis.week().current())).isEqualTo(week);
    assertThat(days(synthesis.week().previous())).isEqualTo(lastWeek);
    assertThat(days(synthesis.month().current())).isEqualTo(month);
    assertThat(days(synthesis.month().previous())).isEqualTo(lastMonth);
    assertThat(Synthesis.first(today)).isEqualTo(lastMonth.substring(0, 10));
  }

  @Test
  void readingsCountAsManyTimesAsTheyAreAndExtremesAreThoseOfAllDays() {
    List<TimelineEntry> days = new ArrayList<>();
    days.add(day("heart-rate", "2026-02-28", 5, 500, 40, 180, false));
    days.add(day("heart-rate", "2026-03-15", 2, 200, 90, 110, false));
    days.add(day("heart-rate", "2026-03-16", 1, 60, 60, 60, false));
    days.add(day("heart-rate", "2026-03-18", 3, 240, 70, 95, false));

    Synthesis synthesis =
        Synthesis.of(METRICS.metric("heart-rate"), days, LocalDate.parse("2026-03-18"));

    assertThat(synthesis.unit()).isEqualTo("/min");
    assertThat(synthesis.day().current().mean()).isEqualTo(80);
    assertThat(synthesis.day().previous().count()).isZero();
    assertThat(synthesis.day().previous().mean()).isNull();
    assertThat(synthesis.day().change()).as("nothing to compare with").isNull();
    assertThat(synthesis.week().current())
        .isEqualTo(
            new Synthesis.Summary("2026-03-16", "2026-03-22", 2, 4, 60.0, 75.0, 95.0, null, null));
    assertThat(synthesis.week().previous().mean()).isEqualTo(100);
    assertThat(synthesis.week().change()).isEqualTo(-25);
    assertThat(synthesis.month().current().count()).isEqualTo(6);
    assertThat(synthesis.month().current().max()).isEqualTo(110);
    assertThat(synthesis.month().previous().min()).isEqualTo(40);
    assertThat(synthesis.month().change()).isCloseTo(500 / 6.0 - 100, within(1e-9));
  }

  @Test
  void whatAddsUpIsComparedByTheDay() {
    List<TimelineEntry> days = new ArrayList<>();
    days.add(day("steps", "2026-03-09", 10, 6_000, 100, 900, true));
    days.add(day("steps", "2026-03-10", 10, 4_000, 100, 900, true));
    days.add(day("steps", "2026-03-16", 20, 8_000, 100, 900, true));

    Synthesis synthesis =
        Synthesis.of(METRICS.metric("steps"), days, LocalDate.parse("2026-03-16"));

    assertThat(synthesis.week().previous().sum()).isEqualTo(10_000);
    assertThat(synthesis.week().previous().perDay()).isEqualTo(5_000);
    assertThat(synthesis.week().current().sum()).isEqualTo(8_000);
    assertThat(synthesis.week().change()).isEqualTo(3_000);
    assertThat(synthesis.month().current().days()).isEqualTo(3);
  }

  private static String days(Synthesis.Summary summary) {
    return summary.from() + " " + summary.to();
  }

  private static TimelineEntry day(
      String metric, String day, long count, double sum, double min, double max, boolean adds) {
    return TimelineEntry.ofBucket(
        LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant(),
        metric,
        null,
        count,
        sum,
        min,
        max,
        min,
        max,
        adds);
  }
}
