package vigie.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.jobs.timeline.TimelineFixtures.ALICE;
import static vigie.jobs.timeline.TimelineFixtures.BOB;
import static vigie.jobs.timeline.TimelineFixtures.NOON;
import static vigie.jobs.timeline.TimelineFixtures.correction;
import static vigie.jobs.timeline.TimelineFixtures.heartRate;
import static vigie.jobs.timeline.TimelineFixtures.reading;

import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.reading.Reading;

class ReadingRowTest {
  @Test
  void rowsAreInTheOrderOfThePrimaryKeyWithPatientsAsUnsignedBytes() {
    Reading bobEarly = heartRate(BOB, 70, NOON);
    Reading bobLate = heartRate(BOB, 71, NOON.plusSeconds(1));
    Reading bobOther = reading(BOB, 2, 12, NOON, null);
    Reading alice = heartRate(ALICE, 80, NOON.minusSeconds(99));

    List<ReadingRow> rows = ReadingRow.sorted(List.of(alice, bobOther, bobLate, bobEarly));

    assertThat(rows)
        .extracting(ReadingRow::reading)
        .containsExactly(bobEarly, bobLate, bobOther, alice);
  }

  @Test
  void ofOneValueTheOneThatWasReceivedFirstStays() {
    Reading first = reading(ALICE, 1, 80, NOON, 5L);
    Reading again = first.receivedAt(first.received().plusSeconds(9));

    List<ReadingRow> rows = ReadingRow.sorted(List.of(again, first, again));

    assertThat(rows).extracting(ReadingRow::reading).containsExactly(first);
  }

  @Test
  void otherValuesOfOneReadingHaveItsKeyAndAnotherNumberIsAnotherReading() {
    Reading first = reading(ALICE, 1, 80, NOON, 5L);
    Reading corrected = correction(first, 81, 9, false);
    Reading other = reading(ALICE, 1, 81, NOON, 6L);

    List<ReadingRow> rows = ReadingRow.sorted(List.of(corrected, first));

    assertThat(rows).extracting(ReadingRow::reading).containsExactly(first, corrected);
    assertThat(rows.get(0).hasKeyOf(rows.get(1))).isTrue();
    assertThat(ReadingRow.of(other).hasKeyOf(rows.get(0))).isFalse();
  }
}
