package vigie.engine.simulation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.engine.AlertInput;
import vigie.engine.Decisions;
import vigie.engine.PatientKey;

/**
 * One run: a log that inputs are appended to, the job that reads it, people who are told and
 * answer, and a clock that jumps from one event to the next. A crash takes the job back to a
 * checkpoint and to where it had read then; what people were told they have been told.
 */
final class Simulation {
  private static final int MOST_STEPS = 100_000;

  /** So often a job that was restored has less time to read than it would need. */
  private static final double HASTY = 0.2;

  /** What came of it. */
  record Outcome(Broken broken, int steps, long virtualMillis, Map<UUID, String> alerts) {}

  private record Queued(Arrival arrival, int order) {}

  private record Saved(
      Job.Checkpoint checkpoint,
      Map<AlertInput.Kind, Integer> position,
      Map<PatientKey, PatientView> views) {}

  private final Broken broken = new Broken();
  private final Readers readers = new Readers(broken);
  private final TransitionPromises transitionPromises = new TransitionPromises(broken);
  private final RoutePromises routePromises = new RoutePromises(broken);
  private final Map<PatientKey, Life> lives = new LinkedHashMap<>();
  private final PriorityQueue<Queued> coming =
      new PriorityQueue<>(
          Comparator.<Queued>comparingLong(queued -> queued.arrival.at())
              .thenComparingInt(Queued::order));
  private final Log log = new Log();
  private final Order order = new Order();
  private final Job job;
  private final People people;
  private final FaultPlan plan;
  private final Dice dice;
  private final Consumer<Step> listener;
  private final Map<PatientKey, PatientView> views = new LinkedHashMap<>();

  private Saved saved;
  private long savedAt = LifeStory.START - 1;
  private int queued;
  private int steps;

  /** How often the job was away since the checkpoint. */
  private int absences;

  /** Whether what is overdue waits until all was read that was appended before. */
  private boolean waits;

  private long now = LifeStory.START - 1;
  private long since = now;

  /**
   * An empty one.
   *
   * @param listener is shown each step
   */
  Simulation(Core core, People people, FaultPlan plan, Dice dice, Consumer<Step> listener) {
    this.job = new Job(core);
    this.people = people;
    this.plan = plan;
    this.dice = dice;
    this.listener = listener;
    this.saved = save();
  }

  /** Puts a patient's life in. */
  void add(LifeStory story, List<Arrival> arrivals) {
    PatientKey key = PatientKey.of(story.patient.value());
    lives.put(key, new Life(story));
    views.put(key, new PatientView());
    arrivals.forEach(this::queue);
    saved = save();
  }

  private void queue(Arrival arrival) {
    coming.add(new Queued(arrival, queued++));
  }

  /** Runs until nothing more can happen. */
  Outcome run() {
    while (steps < MOST_STEPS && step()) {
      steps++;
      if (plan.checkpointAfter(steps)) {
        saved = save();
      }
      Long away = plan.crashAfter(steps);
      if (away != null) {
        goAway(true, away);
      }
    }
    broken.check(steps < MOST_STEPS, Promise.COMES_TO_AN_END, now, () -> "");
    views.forEach(this::agree);
    return new Outcome(broken, steps, now - LifeStory.START, alerts());
  }

  private boolean step() {
    PatientKey next = job.next();
    long wake = next == null ? Long.MAX_VALUE : Objects.requireNonNull(job.timer(next));
    Arrival unread = log.next(dice, now);
    if (wake > now && unread == null) {
      Queued first = coming.peek();
      long then = Math.min(wake, first == null ? Long.MAX_VALUE : first.arrival.at());
      if (then == Long.MAX_VALUE) {
        return false;
      }
      Long checkpoint = plan.checkpointBefore(then);
      if (checkpoint != null && checkpoint > savedAt) {
        saved = save();
        savedAt = Math.max(now, checkpoint);
      }
      FaultPlan.Absence absence = plan.before(then);
      if (absence != null) {
        pass(absence.at());
        goAway(absence.checkpointAt() != null, absence.millis());
        return true;
      }
      pass(then);
      unread = log.next(dice, now);
    }
    boolean overdue = next != null && wake <= now;
    if (unread == null || (overdue && !waits && dice.chance(0.5))) {
      if (overdue) {
        finish(Objects.requireNonNull(next), null, log.hasUnread(next, wake) ? wake : null);
      }
      return true;
    }
    PatientKey whose = unread.input().patient();
    if (job.firesBefore(unread)) {
      long due = Objects.requireNonNull(job.timer(whose));
      finish(whose, null, log.hasUnread(whose, due) ? due : null);
    } else {
      log.take(unread);
      if (unread.input().sample() != null) {
        Objects.requireNonNull(lives.get(whose)).read(unread.input().sample());
      }
      finish(whose, unread, unread);
    }
    return true;
  }

  private void pass(long then) {
    views.values().forEach(view -> routePromises.passing(view, then, since));
    now = Math.max(now, then);
    append();
  }

  /**
   * Takes what was read, or fires the timer when it is null.
   *
   * @param event null for a timer in its turn
   */
  private void finish(PatientKey patient, @Nullable Arrival arrival, @Nullable Object event) {
    Decisions out = arrival == null ? job.wake(patient, now) : job.take(arrival, now);
    AlertInput input = arrival == null ? null : arrival.input();
    if (event != null && order.differs(patient, event)) {
      readers.otherOrder(patient);
    }
    Step step =
        new Step(
            input,
            job.decidedAt(),
            input != null && input.sample() != null ? job.fate() : null,
            List.copyOf(out.transitions),
            List.copyOf(out.notifications),
            job.memory(patient),
            job.timer(patient));
    listener.accept(step);
    Life life = Objects.requireNonNull(lives.get(patient));
    PatientView view = Objects.requireNonNull(views.get(patient));
    transitionPromises.check(step, life, view);
    routePromises.check(step, life, view);
    RoutePromises.profileChanged(step, view);
    step.transitions().forEach(told -> readers.changed(patient, told, now));
    for (Notification told : step.notifications()) {
      if (readers.notified(patient, told, now)) {
        people.told(told, now, !life.story.steady).forEach(this::queue);
      }
    }
  }

  private void goAway(boolean crash, long millis) {
    now += millis;
    since = now;
    absences++;
    waits = crash && !dice.chance(HASTY);
    if (crash) {
      job.restore(saved.checkpoint);
      log.back(saved.position);
      order.again();
      saved.views.forEach((patient, view) -> views.put(patient, view.copy()));
      readers.crashed(absences > 1);
    }
    append();
  }

  private void append() {
    while (!coming.isEmpty() && coming.element().arrival.at() <= now) {
      log.append(coming.remove().arrival);
    }
  }

  private Saved save() {
    order.begin();
    absences = 0;
    Map<PatientKey, PatientView> copies = new LinkedHashMap<>();
    views.forEach((patient, view) -> copies.put(patient, view.copy()));
    return new Saved(job.checkpoint(), log.position(), copies);
  }

  private void agree(PatientKey patient, PatientView view) {
    for (AlertView alert : view.all()) {
      AlertTransition read = readers.latest(alert.id());
      broken.check(
          read != null
              && read.sequence() == alert.last().sequence()
              && read.phase() == alert.last().phase()
              && read.severity() == alert.last().severity(),
          Promise.READERS_AGREE,
          now,
          () ->
              "read "
                  + (read == null ? "nothing" : Text.of(read))
                  + ", job has "
                  + Text.of(alert.last()));
    }
  }

  /** What the job holds at last of each alert of a steady patient that had a cause. */
  private Map<UUID, String> alerts() {
    Map<UUID, String> alerts = new TreeMap<>();
    views.forEach(
        (patient, view) -> {
          if (Objects.requireNonNull(lives.get(patient)).story.steady) {
            view.all().stream()
                .map(AlertView::last)
                .filter(t -> t.cause() != Cause.AMENDED || t.phase() != AlertPhase.RESOLVED)
                .forEach(t -> alerts.put(t.alert(), content(t)));
          }
        });
    return alerts;
  }

  private static String content(AlertTransition t) {
    return String.join(
        " ",
        t.family(),
        t.onset().toString(),
        t.phase().name(),
        t.severity().name(),
        t.peakSeverity().name(),
        Integer.toString(t.occurrences()),
        Boolean.toString(t.retrospective()));
  }
}
