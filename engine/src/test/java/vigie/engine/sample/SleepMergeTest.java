package vigie.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.Quality;

/** Of sessions of several sources that overlap no minute counts twice. */
@Tag("C-02")
class SleepMergeTest {
  private static final Duration HOUR = Duration.ofHours(1);

  // Sessions are device, begin and end in hours since midnight, and hours slept; what is left is
  // the sum of both days on which somebody woke.
  @ParameterizedTest
  @CsvSource({
    // equally long and nobody ranked: the name; the watch has an hour of its own
    "'', ring -2 6 6.4, watch -1 7 7.2, 7.3",
    "watch, ring -2 6 6.4, watch -1 7 7.2, 8.0",
    "ring, ring -2 6 6.4, watch -1 7 7.2, 7.3",
    // nobody ranked: the longer
    "'', ring 0 3 2.5, watch -2 7 8.1, 8.1",
    "ring, ring 0 3 2.5, watch -2 7 8.1, 7.9",
    "'ring,watch', ring 0 3 2.5, watch -2 7 8.1, 7.9",
    "'watch,ring', ring 0 3 2.5, watch -2 7 8.1, 8.1",
    // one who is ranked stands before who is not
    "phone, ring 0 3 2.5, phone 2 4 1, 2.666667",
    // no overlap, nothing set aside; an end is no overlap
    "ring, ring 0 3 2.5, watch 3 7 3.5, 6.0",
    // one source twice: the longer, as of a session that grows
    "'', ring 0 3 2.5, ring 0 7 6, 6.0",
  })
  void ofWhatOverlapsTheSourceBeforeCounts(String ranked, String one, String other, double hours) {
    assertThat(ofTheDay(ranked, one, other)).isCloseTo(hours, offset(1e-6));
  }

  @Test
  void aSessionThatEndedBeforeMidnightIsNotADayOfItsOwnWithinALongerNight() {
    DerivationUnderTest both = under("watch");
    session(both, "ring -3 -1 1.8");
    session(both, "watch -3 7 8.5");
    session(both, "watch 20 31 9");

    assertThat(both.past.size).isEqualTo(1);
    assertThat(both.past.value[0]).isEqualTo(8.5);
  }

  @Test
  void ofANightThatWentOnAfterMidnightOnlyTheRestIsOfTheNextDay() {
    DerivationUnderTest both = under("ring");
    session(both, "ring -3 -1 1.8");
    session(both, "watch -3 7 8.5");
    session(both, "watch 20 31 9");

    assertThat(both.past.value[0]).isEqualTo(1.8);
    assertThat(both.past.value[1]).isCloseTo(6.8, offset(1e-9));
  }

  @Test
  void whatADayWasToldOfCountsForNoOther() {
    DerivationUnderTest both = under("watch");
    session(both, "ring -3 -1 1.8");
    session(both, "ring -0.5 0.5 0.9");
    // The ring's first two hours were told of with the day that its next session ended.
    session(both, "watch -3 7 9");
    session(both, "watch 23 31 9");

    assertThat(both.past.value[0]).isEqualTo(1.8);
    assertThat(both.past.value[1]).isCloseTo(7.2, offset(1e-9));
  }

  @Test
  void aDaysLastSessionLeavesToTheNextNightWhatDidNotCount() {
    DerivationUnderTest both = under("watch");
    session(both, "ring -4 -1 2.7");
    session(both, "watch -3 7 8.5");
    session(both, "watch 23 31 9");

    assertThat(both.past.value[0]).isCloseTo(0.9, offset(1e-9));
    assertThat(both.past.value[1]).isEqualTo(8.5);
  }

  @Test
  void withoutABeginASessionLastedAsLongAsItSays() {
    DerivationUnderTest both = under("");
    moment(both, "ring", 7, 7);
    moment(both, "watch", 7.5, 7);
    moment(both, "watch", 31, 7);

    assertThat(both.past.value[0]).as("the watch's second half hour").isCloseTo(7.5, offset(1e-9));
  }

  @Test
  void aSessionInDoubtSetsNothingAside() {
    DerivationUnderTest both = under("ring");
    both.sample.quality = Quality.QUESTIONABLE;
    session(both, "ring -1 6 1");
    both.sample.quality = Quality.VALID;
    session(both, "watch -1 7 7");
    session(both, "watch 23 31 9");

    assertThat(both.past.value[0]).isEqualTo(7);
  }

  @Test
  void howManySessionsADayHasTheMemoryStaysBounded() {
    DerivationUnderTest both = under("");
    double slept = 0;
    for (int i = 0; i < 500; i++) {
      double begin = i * 0.04;
      session(both, "watch " + begin + " " + (begin + 0.02) + " 0.02");
      slept += 0.02;
      assertThat(both.past.sessions()).hasSizeLessThanOrEqualTo(SleepDeviation.SESSIONS_MOST);
    }
    session(both, "watch 47 49 2");

    assertThat(both.past.value[0]).isCloseTo(slept, offset(1e-6));
  }

  /** Whatever the order and the ranks, what counts is the time that somebody slept. */
  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void eachMinuteCountsOnce(@ForAll long seed) {
    Random random = new Random(seed);
    List<SleepSession> all = new ArrayList<>();
    TreeSet<Long> slept = new TreeSet<>();
    for (int i = 0; i < 1 + random.nextInt(12); i++) {
      long begin = random.nextInt(600);
      long end = begin + 1 + random.nextInt(400);
      String device = "device-" + random.nextInt(4);
      all.add(new SleepSession(device, begin, end, end - begin, i, random.nextInt(5) == 0));
      for (long minute = begin; minute < end; minute++) {
        slept.add(minute);
      }
    }
    SleepMerge merge =
        new SleepMerge(
            random.nextBoolean() ? List.of("device-2") : List.of(), random.nextBoolean());
    List<SleepSession> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);

    double counted = 0;
    for (SleepSession session : all) {
      double share = merge.share(session, all);
      assertThat(merge.share(session, shuffled)).isEqualTo(share);
      counted += session.value * share;
    }
    assertThat(counted).isCloseTo(slept.size(), offset(1e-6));
  }

  private static double ofTheDay(String ranked, String... sessions) {
    DerivationUnderTest both = under(ranked);
    List<String> byEnd = new ArrayList<>(List.of(sessions));
    byEnd.sort(Comparator.comparingDouble(told -> Double.parseDouble(told.split(" ", -1)[2])));
    byEnd.forEach(told -> session(both, told));
    session(both, "watch 23 31 8");
    return both.past.value[0];
  }

  private static DerivationUnderTest under(String ranked) {
    List<String> devices = ranked.isEmpty() ? List.of() : List.of(ranked.split(",", -1));
    return new DerivationUnderTest("sleep-deviation", Map.of("sleep-total", devices));
  }

  private static void session(DerivationUnderTest both, String told) {
    String[] word = told.split(" ", -1);
    double begin = Double.parseDouble(word[1]);
    double end = Double.parseDouble(word[2]);
    both.sample.lasted = (int) Math.round((end - begin) * HOUR.toMillis());
    take(both, word[0], end, Double.parseDouble(word[3]));
  }

  private static void moment(DerivationUnderTest both, String device, double at, double hours) {
    both.sample.lasted = 0;
    take(both, device, at, hours);
  }

  private static void take(DerivationUnderTest both, String device, double at, double hours) {
    both.sample.device = device;
    both.sample.identity++;
    // The second day, so that there is one before.
    both.takes(hours, HOUR.multipliedBy(24).plusMillis(Math.round(at * HOUR.toMillis())));
  }
}
