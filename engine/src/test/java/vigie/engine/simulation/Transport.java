package vigie.engine.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.engine.AlertInput;
import vigie.engine.sample.Sample;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** Brings a life story to the job's log: at least once, late, and not in order. */
final class Transport {
  /** Places by which a reading may be late in a mild story: within any tail. */
  private static final int MILD_PLACES = 12;

  private static final long HOUR = 3_600_000;

  private Transport() {}

  /** Each reading once, as it stands at last, in the order in which it was measured. */
  static List<Arrival> faultless(LifeStory story) {
    List<Arrival> arrivals = new ArrayList<>();
    changes(story, 0, arrivals);
    List<Sample> samples = new ArrayList<>(standing(story).stream().map(Sample::of).toList());
    samples.sort(
        Comparator.<Sample>comparingLong(sample -> sample.effective)
            .thenComparingLong(sample -> sample.identity));
    long now = LifeStory.START;
    for (Sample sample : samples) {
      now = Math.max(now, sample.received);
      arrivals.add(new Arrival(now, AlertInput.of(arrivals.get(0).input().patient(), sample)));
    }
    return arrivals;
  }

  /** Of what a device sent of one metric and time the latest, unless that takes it back. */
  private static List<Reading> standing(LifeStory story) {
    Map<List<Object>, Reading> latest = new LinkedHashMap<>();
    for (Reading reading : story.readings) {
      if (reading.quality() != Quality.TEST) {
        List<Object> slot = List.of(reading.device(), reading.metric(), reading.effective());
        latest.merge(slot, reading, (a, b) -> a.received().isBefore(b.received()) ? b : a);
      }
    }
    return latest.values().stream()
        .filter(reading -> reading.quality() != Quality.RETRACTED)
        .toList();
  }

  /**
   * With faults.
   *
   * @param mild whether all disorder stays within the tail
   */
  static List<Arrival> faulty(LifeStory story, Dice dice, boolean mild) {
    List<Arrival> arrivals = new ArrayList<>();
    long profileLate = dice.chance(0.2) ? dice.between(0, HOUR / 2) : 0;
    long first = story.readings.isEmpty() ? 0 : received(story.readings.get(0));
    changes(story, profileLate == 0 ? 0 : first + profileLate - LifeStory.START + 1, arrivals);
    if (mild) {
      withinTheTail(story, dice, arrivals);
    } else {
      anyhow(story, dice, arrivals);
    }
    return arrivals;
  }

  private static void changes(LifeStory story, long firstLate, List<Arrival> arrivals) {
    long late = firstLate;
    for (LifeStory.Change change : story.changes) {
      AlertInput input =
          change.profile() == null
              ? AlertInput.erasure(story.patient)
              : AlertInput.of(change.profile());
      arrivals.add(new Arrival(change.at() + late, input));
      late = 0;
    }
    // Of one patient the changes of the profile come in order.
    for (int i = arrivals.size() - 2; i >= 0; i--) {
      Arrival next = arrivals.get(i + 1);
      Arrival arrival = arrivals.get(i);
      arrivals.set(i, new Arrival(Math.min(arrival.at(), next.at() - 1), arrival.input()));
    }
  }

  private static void withinTheTail(LifeStory story, Dice dice, List<Arrival> arrivals) {
    record Place(double place, Reading reading) {}
    List<Place> places = new ArrayList<>();
    boolean shuffled = dice.chance(0.8);
    for (int i = 0; i < story.readings.size(); i++) {
      Reading reading = story.readings.get(i);
      double place = i + (shuffled ? dice.share() * MILD_PLACES : 0);
      places.add(new Place(place, reading));
      if (dice.chance(0.08)) {
        places.add(new Place(place + dice.share() * MILD_PLACES / 2, reading));
      }
    }
    places.sort(Comparator.comparingDouble(Place::place));
    long now = 0;
    for (Place place : places) {
      now = Math.max(now, received(place.reading)) + dice.between(1, 200);
      arrivals.add(new Arrival(now, AlertInput.of(place.reading)));
    }
  }

  private static void anyhow(LifeStory story, Dice dice, List<Arrival> arrivals) {
    for (Reading reading : story.readings) {
      long at = received(reading) + delay(dice);
      arrivals.add(new Arrival(at, AlertInput.of(reading)));
      if (dice.chance(0.08)) {
        long again = received(reading) + delay(dice);
        arrivals.add(new Arrival(again, AlertInput.of(reading)));
      }
    }
  }

  private static long delay(Dice dice) {
    if (dice.chance(0.08)) {
      return dice.about(1_000, 20 * 60_000);
    }
    return dice.chance(0.01) ? dice.about(HOUR, 30 * HOUR) : dice.between(1, 300);
  }

  private static long received(Reading reading) {
    return reading.received().toEpochMilli();
  }
}
