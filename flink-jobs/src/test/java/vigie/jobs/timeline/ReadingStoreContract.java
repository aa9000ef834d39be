package vigie.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vigie.jobs.timeline.TimelineFixtures.ALICE;
import static vigie.jobs.timeline.TimelineFixtures.BOB;
import static vigie.jobs.timeline.TimelineFixtures.NOON;
import static vigie.jobs.timeline.TimelineFixtures.heartRate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.reading.Reading;

/** What every store of readings does, the one in memory and the real one. */
abstract class ReadingStoreContract {

  /** The store under test, empty. */
  abstract TimelineStore<Reading> store();

  /** All it keeps, in any order. */
  abstract List<Reading> stored() throws Exception;

  /** The rollups it shows, in any order. */
  abstract List<Rollup> rollups(Resolution resolution) throws Exception;

  @Test
  void aReadingIsKeptWithEveryField() throws Exception {
    Reading complete = TimelineFixtures.complete(ALICE, NOON);
    Reading sparse = heartRate(BOB, 60, Instant.parse("1969-12-31T23:59:59.999Z"));

    assertThat(store().keep(List.of(complete, sparse))).isEqualTo(2);

    assertThat(stored()).containsExactlyInAnyOrder(complete, sparse);
  }

  @Test
  void aReadingIsKeptWithEveryFieldBesideOneThatIsThereAlready() throws Exception {
    Reading there = heartRate(BOB, 60, NOON);
    Reading complete = TimelineFixtures.complete(ALICE, NOON);
    Reading sparse = heartRate(BOB, 61, Instant.parse("1969-12-31T23:59:59.999Z"));
    store().keep(List.of(there));

    assertThat(store().keep(List.of(complete, there, sparse))).isEqualTo(2);

    assertThat(stored()).containsExactlyInAnyOrder(there, complete, sparse);
  }

  @Test
  void anEmptyBatchIsNoMatter() throws Exception {
    assertThat(store().keep(List.of())).isZero();
  }

  @Test
  void aRepetitionWithinABatchCountsOnce() throws Exception {
    Reading reading = heartRate(ALICE, 60, NOON);

    assertThat(store().keep(List.of(reading, reading))).isEqualTo(1);

    assertThat(rollups(Resolution.HOUR)).extracting(Rollup::count).containsExactly(1L);
  }

  @Test
  void whatIsKeptAlreadyChangesNothing() throws Exception {
    List<Reading> batch = List.of(heartRate(ALICE, 60, NOON), heartRate(ALICE, 70, NOON));
    store().keep(batch);

    assertThat(store().keep(batch)).isZero();

    assertThat(stored()).hasSize(2);
    assertRollupsEqualRecomputation(batch);
  }

  @Test
  void aBatchWithOneThatCannotBeKeptKeepsNothing() throws Exception {
    Reading good = heartRate(ALICE, 60, NOON);
    Reading bad = TimelineFixtures.withUnit(heartRate(ALICE, 61, NOON), "\0");

    assertThatThrownBy(() -> store().keep(List.of(good, bad)))
        .isInstanceOf(UnstorableException.class);

    assertThat(stored()).isEmpty();
    assertThat(rollups(Resolution.MINUTE)).isEmpty();
    assertThat(store().keep(List.of(good))).isEqualTo(1);
  }

  @Test
  void aLateReadingBecomesTheFirstAndAnEarlierLastGivesWay() throws Exception {
    Reading noon = heartRate(ALICE, 60, NOON);
    Reading later = heartRate(ALICE, 50, NOON.plusSeconds(20));
    Reading between = heartRate(ALICE, 90, NOON.plusSeconds(10));
    store().keep(List.of(between));
    store().keep(List.of(later));
    store().keep(List.of(noon, between));

    assertRollupsEqualRecomputation(List.of(noon, between, later));
    assertThat(rollups(Resolution.MINUTE))
        .extracting(Rollup::first, Rollup::last, Rollup::min, Rollup::max)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(60.0, 50.0, 50.0, 90.0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyOrderRepetitionAndCutGivesTheSameRowsAndRollups(long seed) throws Exception {
    Random random = new Random(seed);
    List<Reading> distinct = RandomReadings.distinct(random, 1500);
    List<Reading> stream = new ArrayList<>(distinct);
    for (int i = 0; i < 700; i++) {
      stream.add(distinct.get(random.nextInt(distinct.size())));
    }
    Collections.shuffle(stream, random);

    int kept = 0;
    int from = 0;
    while (from < stream.size()) {
      int to = Math.min(stream.size(), from + 1 + random.nextInt(300));
      kept += store().keep(stream.subList(from, to));
      from = to;
    }

    assertThat(kept).isEqualTo(distinct.size());
    assertThat(stored().stream().map(Reading::id).toList())
        .containsExactlyInAnyOrderElementsOf(distinct.stream().map(Reading::id).toList());
    assertRollupsEqualRecomputation(distinct);
  }

  private void assertRollupsEqualRecomputation(List<Reading> distinct) throws Exception {
    for (Resolution resolution : Resolution.values()) {
      RollupsAssert.assertEqualButForRounding(
          rollups(resolution), ExpectedRollups.of(distinct, resolution));
    }
  }
}
