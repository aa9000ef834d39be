package vigie.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** One seed's patients, their lives and the faults they meet. */
final class Seed {
  private final long number;
  private final boolean mild;
  private final List<LifeStory> stories = new ArrayList<>();
  private final Dice dice;

  Seed(long number) {
    this.number = number;
    this.dice = new Dice(number);
    this.mild = dice.chance(0.6);
    int patients = dice.chance(0.4) ? 1 : dice.chance(0.8) ? 2 : 3;
    for (int i = 0; i < patients; i++) {
      stories.add(new LifeStory(dice.split(), i, mild));
    }
  }

  /** Runs these lives through this core with the faults of the seed. */
  Simulation.Outcome run(Core core) {
    return run(core, step -> {});
  }

  /**
   * The same.
   *
   * @param listener is shown each step
   */
  Simulation.Outcome run(Core core, Consumer<Step> listener) {
    return run(core, arrivals -> FaultPlan.of(dice, arrivals), listener);
  }

  /** The same with a single crash. */
  Simulation.Outcome crashAfter(int step, int sinceCheckpoint, long away) {
    return run(new Core(), all -> FaultPlan.crashAfter(step, sinceCheckpoint, away), shown -> {});
  }

  private Simulation.Outcome run(
      Core core, Function<List<Arrival>, FaultPlan> faults, Consumer<Step> listener) {
    Dice order = dice.split();
    List<List<Arrival>> arrivals =
        stories.stream().map(story -> Transport.faulty(story, order, mild)).toList();
    FaultPlan plan = faults.apply(arrivals.stream().flatMap(List::stream).toList());
    Simulation simulation = new Simulation(core, new People(number), plan, order, listener);
    for (int i = 0; i < stories.size(); i++) {
      simulation.add(stories.get(i), arrivals.get(i));
    }
    Simulation.Outcome outcome = simulation.run();
    if (mild) {
      compare(outcome);
    }
    return outcome;
  }

  private void compare(Simulation.Outcome outcome) {
    Simulation ordered =
        new Simulation(
            new Core(), new People(number), FaultPlan.none(), new Dice(number), step -> {});
    for (LifeStory story : stories) {
      if (story.steady) {
        ordered.add(story, Transport.faultless(story));
      }
    }
    Map<UUID, String> expected = ordered.run().alerts();
    outcome
        .broken()
        .check(
            expected.equals(outcome.alerts()),
            Promise.SAME_ALERTS,
            LifeStory.START + outcome.virtualMillis(),
            () -> difference(expected, outcome.alerts()));
  }

  private static String difference(Map<UUID, String> expected, Map<UUID, String> alerts) {
    List<String> missing = new ArrayList<>(expected.values());
    missing.removeAll(alerts.values());
    List<String> added = new ArrayList<>(alerts.values());
    added.removeAll(expected.values());
    return "in order " + missing + ", with faults " + added;
  }
}
