package vigie.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources are lists of seconds. */
@Tag("C-55")
class TimelinePageTest {
  private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // one source, another, limit, shown, next
    "'', '', 3, '', ",
    "1 2, 3, 3, 1 2 3, ",
    "1 3 5, 2 4, 3, 1 2 3, 4",
    "1 2 2 2, 3, 2, 1, 2",
    "1 1 1, 2, 2, '', 1",
    "5 6 7 8, 1 2 3 4, 3, 1 2 3, 4"
  })
  void aPageEndsBetweenTwoInstants(
      String one, String other, int limit, String shown, @Nullable Long next) {
    TimelinePage page =
        TimelinePage.of(List.of(cut(entries(one), limit), cut(entries(other), limit)), limit);

    assertThat(page.entries()).extracting(TimelineEntry::at).isEqualTo(times(shown));
    assertThat(page.next()).isEqualTo(next == null ? null : BEGIN.plusSeconds(next));
  }

  @Test
  void theCursorComesBackAsItWas() {
    TimelineCursor cursor =
        new TimelineCursor(
            BEGIN,
            BEGIN.plusSeconds(1),
            BEGIN.plusSeconds(2),
            BEGIN.plusNanos(1_000),
            Resolution.HOUR);

    assertThat(TimelineCursor.parse(cursor.text())).isEqualTo(cursor);
    assertThat(cursor.goingOn(BEGIN.plusSeconds(2))).isNull();
    assertThat(cursor.goingOn(null)).isNull();
  }

  /** As the store gives it: one more than the limit at most. */
  private static List<TimelineEntry> cut(List<TimelineEntry> entries, int limit) {
    return entries.subList(0, Math.min(entries.size(), limit + 1));
  }

  private static List<TimelineEntry> entries(String seconds) {
    List<TimelineEntry> entries = new ArrayList<>();
    for (Instant at : times(seconds)) {
      entries.add(TimelineEntry.ofReading(at, "heart-rate", 70, null, "strap-1", null, false));
    }
    return entries;
  }

  private static List<Instant> times(String seconds) {
    return seconds.isEmpty()
        ? List.of()
        : Arrays.stream(seconds.split(" ", -1))
            .map(second -> BEGIN.plusSeconds(Long.parseLong(second)))
            .toList();
  }
}
