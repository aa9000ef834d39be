package vigie.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.jobs.timeline.TimelineFixtures.ALICE;
import static vigie.jobs.timeline.TimelineFixtures.NOON;
import static vigie.jobs.timeline.TimelineFixtures.heartRate;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.reading.Reading;

class RollupTest {
  @ParameterizedTest
  @EnumSource
  void rollupsOfABatchEqualTheirRecomputation(Resolution resolution) {
    List<Reading> readings = RandomReadings.distinct(new Random(1), 2000);

    List<Rollup> rollups = Rollup.of(ReadingRow.sorted(readings), resolution);

    RollupsAssert.assertEqualButForRounding(rollups, ExpectedRollups.of(readings, resolution));
  }

  @Test
  void aReadingOnTheEdgeBelongsToTheBucketThatBegins() {
    List<Reading> readings =
        List.of(heartRate(ALICE, 60, NOON.minusMillis(1)), heartRate(ALICE, 61, NOON));

    List<Rollup> rollups = Rollup.of(ReadingRow.sorted(readings), Resolution.HOUR);

    assertThat(rollups)
        .extracting(Rollup::bucket)
        .containsExactly(NOON.minusSeconds(3600).toEpochMilli(), NOON.toEpochMilli());
  }

  @Test
  void aTimeBefore1970FallsIntoTheBucketThatBeganBeforeIt() {
    assertThat(Resolution.DAY.bucket(-1)).isEqualTo(-86_400_000);
  }
}
