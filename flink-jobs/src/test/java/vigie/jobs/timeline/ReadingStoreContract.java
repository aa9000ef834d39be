package vigie.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vigie.jobs.timeline.TimelineFixtures.ALICE;
import static vigie.jobs.timeline.TimelineFixtures.BOB;
import static vigie.jobs.timeline.TimelineFixtures.NOON;
import static vigie.jobs.timeline.TimelineFixtures.correction;
import static vigie.jobs.timeline.TimelineFixtures.heartRate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
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
    List<Reading> batch =
        List.of(heartRate(ALICE, 60, NOON), heartRate(ALICE, 70, NOON.plusMillis(1)));
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

  @Test
  @Tag("C-68")
  void aCorrectionTakesTheValuesPlaceInReadingsAndRollups() throws Exception {
    Reading wrong = heartRate(ALICE, 190, NOON);
    Reading neighbour = heartRate(ALICE, 70, NOON.plusSeconds(10));
    Reading right = correction(wrong, 90, 5, false);
    store().keep(List.of(wrong, neighbour));

    assertThat(store().keep(List.of(right))).isEqualTo(1);

    assertThat(stored()).containsExactlyInAnyOrder(right, neighbour);
    assertRollupsEqualRecomputation(List.of(right, neighbour));
    assertThat(store().keep(List.of(wrong, right, neighbour))).isZero();
    assertThat(stored()).containsExactlyInAnyOrder(right, neighbour);
  }

  @Test
  void whatWasReceivedBeforeTheCorrectionDoesNotTakeItsPlaceBack() throws Exception {
    Reading wrong = heartRate(ALICE, 190, NOON);
    Reading right = correction(wrong, 90, 5, false);
    store().keep(List.of(right));

    assertThat(store().keep(List.of(wrong))).isEqualTo(1);
    store().keep(List.of(wrong.receivedAt(right.received().plusSeconds(60))));

    assertThat(stored()).containsExactly(right);
    assertRollupsEqualRecomputation(List.of(right));
  }

  @Test
  @Tag("C-68")
  void aRetractionTakesTheReadingAwayUntilANewerValueComes() throws Exception {
    Reading wrong = heartRate(ALICE, 190, NOON);
    Reading retraction = correction(wrong, 190, 5, true);
    store().keep(List.of(wrong));

    assertThat(store().keep(List.of(retraction))).isEqualTo(1);
    assertThat(stored()).isEmpty();
    assertThat(rollups(Resolution.DAY)).isEmpty();

    assertThat(store().keep(List.of(wrong))).isZero();
    for (int i = 1; i <= 12; i++) {
      store().keep(List.of(wrong, heartRate(BOB, 60, NOON.plusSeconds(i))));
    }
    assertThat(stored()).extracting(Reading::patient).containsOnly(BOB);

    Reading right = correction(wrong, 91, 9, false);
    store().keep(List.of(right));
    assertThat(stored()).contains(right).doesNotContain(wrong);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyOrderRepetitionAndCutGivesTheSameRowsAndRollups(long seed) throws Exception {
    Random random = new Random(seed);
    List<Reading> sent = new ArrayList<>(RandomReadings.distinct(random, 1500));
    sent.addAll(RandomReadings.corrections(random, sent, 200));
    List<Reading> standing = InMemoryReadingStore.standing(sent);
    List<Reading> stream = new ArrayList<>(sent);
    for (int i = 0; i < 700; i++) {
      Reading one = sent.get(random.nextInt(sent.size()));
      stream.add(one.receivedAt(one.received().plusSeconds(random.nextInt(3))));
    }
    Collections.shuffle(stream, random);

    int kept = 0;
    int from = 0;
    while (from < stream.size()) {
      int to = Math.min(stream.size(), from + 1 + random.nextInt(300));
      kept += store().keep(stream.subList(from, to));
      from = to;
    }

    assertThat(kept).isEqualTo(sent.size());
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(standing);
    assertRollupsEqualRecomputation(standing);
  }

  private void assertRollupsEqualRecomputation(List<Reading> distinct) throws Exception {
    for (Resolution resolution : Resolution.values()) {
      RollupsAssert.assertEqualButForRounding(
          rollups(resolution), ExpectedRollups.of(distinct, resolution));
    }
  }
}
