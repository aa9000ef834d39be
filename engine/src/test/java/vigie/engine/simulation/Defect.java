package vigie.engine.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.Keyed128;
import vigie.alert.AlertCommand;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.engine.AlertInput;
import vigie.engine.Decisions;
import vigie.engine.InMemoryPatient;
import vigie.engine.PatientAlerts;
import vigie.engine.PatientKey;
import vigie.engine.ReadingFate;
import vigie.engine.Watch;
import vigie.engine.sample.Sample;

/** What somebody might break, and the promise that must notice. */
enum Defect {
  RANDOM_ALERT_ID(Promise.ID_BY_ONSET),
  TIMER_LOST_ON_RESTORE(Promise.ESCALATES_IN_TIME),
  ACKNOWLEDGEMENT_IGNORED(Promise.ACKNOWLEDGED_IS_SILENT),
  HYSTERESIS_OFF_BY_ONE(Promise.CLEARS_BY_THE_CLEAR_LIMIT),
  LATE_READING_DROPPED(Promise.SAME_ALERTS),
  STALE_READING_PAGES(Promise.STALE_NEVER_PAGES),
  TWO_OPEN_ALERTS(Promise.ONE_OPEN_ALERT),
  VERSION_MISSING(Promise.VERSION_STANDS),
  ESCALATION_IN_EVENT_TIME(Promise.ESCALATES_IN_TIME),
  DUPLICATE_DELIVERY(Promise.NOT_TOLD_TWICE),
  DECIDED_BY_THE_CLOCK(Promise.ONE_CONTENT_PER_SEQUENCE),
  TIMER_BEHIND_INPUTS(Promise.ONE_CONTENT_PER_SEQUENCE);

  final Promise notices;

  Defect(Promise notices) {
    this.notices = notices;
  }

  /** The core with this defect. */
  Core core() {
    return switch (this) {
      case RANDOM_ALERT_ID -> new RandomId();
      case TIMER_LOST_ON_RESTORE -> new LostTimer();
      case ACKNOWLEDGEMENT_IGNORED -> new DeafCore();
      case HYSTERESIS_OFF_BY_ONE -> new Core(Core.alerts(offByOne()));
      case LATE_READING_DROPPED -> new Impatient();
      case STALE_READING_PAGES -> new AgeBlind();
      case TWO_OPEN_ALERTS -> new Twins();
      case VERSION_MISSING -> new Unversioned();
      case ESCALATION_IN_EVENT_TIME -> new EventTime();
      case DUPLICATE_DELIVERY -> new Stammerer();
      case DECIDED_BY_THE_CLOCK -> new ClockWatcher();
      case TIMER_BEHIND_INPUTS -> new Sleeper();
    };
  }

  /** HR-2 and OX-2 clear at their clear limit already, not only beyond it. */
  private static List<Rule> offByOne() {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : RuleCatalogue.defaults()) {
      boolean changed = rule.id().equals("HR-2") || rule.id().equals("OX-2");
      rules.add(changed ? cleared(rule) : rule);
    }
    return rules;
  }

  private static Rule cleared(Rule rule) {
    double by = rule.condition().rising() ? 1 : -1;
    return new Rule(
        rule.id(),
        rule.version(),
        rule.family(),
        rule.metric(),
        rule.condition(),
        rule.hold(),
        rule.spot(),
        rule.clear() == null ? null : rule.clear().withLimit(rule.clear().limit() + by),
        rule.clearHold(),
        rule.severity(),
        rule.excludedContexts(),
        rule.requires(),
        rule.forbids(),
        rule.also(),
        rule.unless(),
        rule.during(),
        rule.audience(),
        rule.author(),
        rule.setAt(),
        rule.reason(),
        rule.source());
  }

  private static AlertTransition with(
      AlertTransition told, UUID id, long onsetLater, int ruleVersion) {
    return new AlertTransition(
        id,
        told.sequence(),
        told.patient(),
        told.family(),
        told.phase(),
        told.cause(),
        told.severity(),
        told.peakSeverity(),
        told.ruleId(),
        ruleVersion,
        told.limitVersion(),
        told.metric(),
        told.condition(),
        told.value(),
        told.worst(),
        told.onset().plusMillis(onsetLater),
        told.at(),
        told.decidedAt(),
        told.retrospective(),
        told.occurrences(),
        told.evidence(),
        told.actor(),
        told.note(),
        told.grounds(),
        told.reach(),
        told.pausedUntil());
  }

  /** Tells something else than was decided. */
  private abstract static class Tamperer extends Core {
    @Override
    @Nullable ReadingFate take(InMemoryPatient memory, AlertInput input, long now, Decisions out) {
      ReadingFate fate = super.take(memory, input, now, out);
      tamper(out);
      return fate;
    }

    @Override
    void wake(InMemoryPatient memory, long now, Decisions out) {
      super.wake(memory, now, out);
      tamper(out);
    }

    abstract void tamper(Decisions out);
  }

  private static final class RandomId extends Tamperer {
    private final Dice dice = new Dice(1);
    private final Map<UUID, UUID> ids = new HashMap<>();

    @Override
    void tamper(Decisions out) {
      out.transitions.replaceAll(
          told ->
              with(
                  told,
                  ids.computeIfAbsent(
                      told.alert(),
                      id ->
                          new UUID(
                              dice.between(0, Long.MAX_VALUE - 1),
                              dice.between(0, Long.MAX_VALUE - 1))),
                  0,
                  told.ruleVersion()));
    }
  }

  private static final class LostTimer extends Core {
    @Override
    @Nullable Long restored(@Nullable Long timer) {
      return null;
    }
  }

  private static final class DeafCore extends Core {
    @Override
    @Nullable ReadingFate take(InMemoryPatient memory, AlertInput input, long now, Decisions out) {
      AlertCommand command = input.command();
      return command != null && command.kind() == AlertCommand.Kind.ACKNOWLEDGE
          ? null
          : super.take(memory, input, now, out);
    }
  }

  private static final class Impatient extends Core {
    @Override
    @Nullable ReadingFate take(InMemoryPatient memory, AlertInput input, long now, Decisions out) {
      Sample sample = input.sample();
      Watch watch = sample == null ? null : memory.watch(Rules.category(sample.metric).name());
      boolean late =
          sample != null
              && watch != null
              && watch.tail.size > 0
              && sample.effective < watch.tail.effective[watch.tail.size - 1];
      return late ? ReadingFate.JUDGED_AGAIN : super.take(memory, input, now, out);
    }
  }

  private static final class AgeBlind extends Core {
    @Override
    @Nullable ReadingFate take(InMemoryPatient memory, AlertInput input, long now, Decisions out) {
      Sample sample = input.sample();
      if (sample == null) {
        return super.take(memory, input, now, out);
      }
      long received = sample.received;
      sample.received = sample.effective;
      ReadingFate fate = super.take(memory, input, now, out);
      sample.received = received;
      return fate;
    }
  }

  private static final class Twins extends Tamperer {
    @Override
    void tamper(Decisions out) {
      for (AlertTransition told : List.copyOf(out.transitions)) {
        if (told.sequence() == 0) {
          UUID twin =
              AlertTransition.alertId(told.patient(), told.family(), told.onset().plusMillis(1));
          out.transitions.add(with(told, twin, 1, told.ruleVersion()));
        }
      }
    }
  }

  private static final class Unversioned extends Tamperer {
    @Override
    void tamper(Decisions out) {
      out.transitions.replaceAll(told -> with(told, told.alert(), 0, 0));
    }
  }

  /** Time goes on with readings alone. */
  private static final class EventTime extends Core {
    private final Map<PatientKey, Long> clocks = new HashMap<>();

    @Override
    @Nullable ReadingFate take(InMemoryPatient memory, AlertInput input, long now, Decisions out) {
      Sample sample = input.sample();
      long clock =
          clocks.merge(
              input.patient(), sample == null ? LifeStory.START : sample.effective, Math::max);
      ReadingFate fate = super.take(memory, input, clock, out);
      if (PatientAlerts.wakeAt(memory) <= clock) {
        super.wake(memory, clock, out);
      }
      return fate;
    }

    @Override
    void wake(InMemoryPatient memory, long now, Decisions out) {
      // The clock on the wall says nothing.
    }
  }

  private static final class Stammerer extends Tamperer {
    @Override
    void tamper(Decisions out) {
      for (Notification told : List.copyOf(out.notifications)) {
        out.notifications.add(
            new Notification(
                Keyed128.of("again", told.id()),
                told.patient(),
                told.recipient(),
                told.role(),
                told.step(),
                told.reason(),
                told.alert(),
                told.decidedAt()));
      }
    }
  }

  /** Whatever is read again is decided as of when it is read. */
  private static final class ClockWatcher extends Core {
    @Override
    @Nullable ReadingFate take(InMemoryPatient memory, AlertInput input, long now, Decisions out) {
      return super.take(memory, input, Math.max(now, out.clock), out);
    }
  }

  /** What fell due waits while there is anything to read. */
  private static final class Sleeper extends Core {
    @Override
    boolean comesFirst(long due, long appended) {
      return false;
    }
  }
}
