package vigie.engine;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertCommand;
import vigie.alert.AlertTransition;
import vigie.alert.Audience;
import vigie.alert.Cause;
import vigie.alert.Delivery;

/** What follows from people's answers to alerts, from deliveries and from time gone by. */
final class AlertAnswers {
  private final Router router;
  private final AlertLedger ledger;
  private final AlertDetector detector;

  AlertAnswers(Router router, AlertLedger ledger, AlertDetector detector) {
    this.router = router;
    this.ledger = ledger;
    this.detector = detector;
  }

  /**
   * A person did something about an alert.
   *
   * @return whether it is one of this scope's, so that no other need be asked
   */
  boolean onCommand(Watch watch, AlertCommand command, Scope scope, Moment moment) {
    ToldAlert named = told(watch, command.alert());
    if (named == null) {
      return false;
    }
    if (command.kind() == AlertCommand.Kind.ACKNOWLEDGE) {
      Act act = Act.of(Cause.ACKNOWLEDGED, command);
      detector.onAcknowledgement(watch, named, scope, act, moment);
      return true;
    }
    // Whoever answers an amended alert answers the one that took its place.
    ToldAlert told = heir(watch, named);
    if (told != null && !told.resolved) {
      answer(watch, told, command, scope, moment);
    }
    return true;
  }

  private void answer(
      Watch watch, ToldAlert told, AlertCommand command, Scope scope, Moment moment) {
    Routing routing = told.routing;
    AlertTransition last = told.last();
    switch (command.kind()) {
      case CONFIRM -> seen(watch, told, command, scope, moment);
      case CANCEL -> {
        if (router.mayCancel(routing, last, moment.now())) {
          Act act = Act.of(Cause.CANCELLED, command);
          detector.onAcknowledgement(watch, told, scope, act, moment);
        } else {
          // Others know already; whoever means to be well has at least seen it.
          seen(watch, told, command, scope, moment);
        }
      }
      case REJECT, CANNOT -> {
        if (router.declined(routing, last, command.actor(), moment)) {
          boolean rejected = command.kind() == AlertCommand.Kind.REJECT;
          Cause cause = rejected ? Cause.REJECTED : Cause.CANNOT;
          ledger.note(watch, told, Act.of(cause, command), moment);
        }
      }
      case PAUSE -> {
        Duration pause = command.pause();
        if (pause != null
            && router.paused(routing, last, command.at().toEpochMilli(), pause, moment)) {
          ledger.note(watch, told, Act.of(Cause.PAUSED, command), moment);
        }
      }
      case ACKNOWLEDGE -> throw new IllegalArgumentException("answered before");
    }
  }

  private void seen(Watch watch, ToldAlert told, AlertCommand command, Scope scope, Moment moment) {
    if (told.routing.planned == Audience.PATIENT_ONLY) {
      // Nobody else was told, so nobody else can answer for it.
      detector.onAcknowledgement(watch, told, scope, Act.of(Cause.ACKNOWLEDGED, command), moment);
    } else if (router.seen(told.routing, told.last(), moment)) {
      ledger.note(watch, told, Act.of(Cause.SEEN_BY_PATIENT, command), moment);
    }
  }

  /**
   * An attempt to deliver a notification ended.
   *
   * @return whether its alert is one of this scope's, so that no other need be asked
   */
  boolean onDelivery(Watch watch, Delivery delivery, Moment moment) {
    ToldAlert named = told(watch, delivery.alert());
    if (named == null) {
      return false;
    }
    ToldAlert heir = heir(watch, named);
    if (heir != null && !heir.resolved) {
      router.delivered(heir.routing, heir.last(), delivery, moment);
      ledger.noteRoute(watch, heir, moment);
    }
    return true;
  }

  /** It is now: acknowledgements lapse, and those are told whom no answer has spared. */
  void onTime(Watch watch, Scope scope, Moment moment) {
    for (ToldAlert told : List.copyOf(watch.told)) {
      Routing routing = told.routing;
      if (routing.next() > moment.now()) {
        continue;
      }
      if (routing.lapseAt != Routing.NEVER && routing.lapseAt <= moment.now()) {
        routing.lapseAt = Routing.NEVER;
        detector.onLapse(watch, told, scope, moment);
      }
      PatientFirst.defer(watch.head, told, scope, moment);
      router.wake(routing, told.last(), moment);
      ledger.noteRoute(watch, told, moment);
    }
  }

  /** An alert is over that others shared a notification with: they may be told themselves now. */
  void onRelease(Watch watch, Moment moment) {
    for (ToldAlert told : watch.told) {
      if (told.routing.shared) {
        router.follow(watch, told.routing, told.last(), moment);
        ledger.noteRoute(watch, told, moment);
      }
    }
  }

  /** The next time to look at this watch; Long.MAX_VALUE for none. */
  static long wakeAt(Watch watch) {
    long wake = watch.forgetAt == Watch.NEVER ? Long.MAX_VALUE : watch.forgetAt;
    for (ToldAlert told : watch.told) {
      wake = Math.min(wake, told.routing.next());
    }
    DeviceFacts device = watch.device;
    if (device != null && device.silenceDue != Watch.NEVER) {
      wake = Math.min(wake, device.silenceDue);
    }
    if (device != null && device.refusalsDue != Watch.NEVER) {
      wake = Math.min(wake, device.refusalsDue);
    }
    return wake;
  }

  /** Whether the alert is one of this scope's. */
  static boolean knows(Watch watch, UUID alert) {
    return told(watch, alert) != null;
  }

  private static @Nullable ToldAlert heir(Watch watch, ToldAlert told) {
    return AlertLedger.find(watch, told.family, told.heirOnset);
  }

  private static @Nullable ToldAlert told(Watch watch, UUID alert) {
    for (ToldAlert told : watch.told) {
      if (told.id().equals(alert)) {
        return told;
      }
    }
    return null;
  }
}
