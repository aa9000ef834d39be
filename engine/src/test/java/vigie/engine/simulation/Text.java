package vigie.engine.simulation;

import java.time.Instant;
import vigie.alert.AlertCommand;
import vigie.alert.AlertTransition;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.engine.AlertInput;
import vigie.engine.sample.Sample;

/** Transitions and notifications in a line that can be read. */
final class Text {
  private Text() {}

  static String of(AlertTransition told) {
    return String.format(
        "%s %s #%d %s %s %s (peak %s%s) by %s at %s decided %s value %s id %.8s",
        told.family(),
        told.onset(),
        told.sequence(),
        told.cause(),
        told.phase(),
        told.severity(),
        told.peakSeverity(),
        told.retrospective() ? ", stale" : "",
        told.ruleId(),
        told.at(),
        told.decidedAt(),
        told.value(),
        told.alert());
  }

  /** A step, and what it led to, each in a line. */
  static String of(Step step) {
    StringBuilder text = new StringBuilder().append(Instant.ofEpochMilli(step.now())).append(' ');
    AlertInput input = step.input();
    if (input == null) {
      text.append("TIMER");
    } else {
      text.append(input.kind()).append(' ').append(input.patient().high());
      Sample sample = input.sample();
      AlertCommand command = input.command();
      Delivery delivery = input.delivery();
      if (sample != null) {
        text.append(
            String.format(
                " %s %s of %s %s %s: %s",
                Rules.METRICS.metric(sample.metric).id(),
                sample.value,
                Instant.ofEpochMilli(sample.effective),
                sample.quality,
                sample.context,
                step.fate()));
      } else if (command != null) {
        text.append(String.format(" %s of %.8s", command.kind(), command.alert()));
      } else if (delivery != null) {
        text.append(String.format(" %s of %.8s", delivery.outcome(), delivery.alert()));
      }
    }
    step.transitions().forEach(told -> text.append("\n    ").append(of(told)));
    step.notifications().forEach(told -> text.append("\n    ").append(of(told)));
    return text.toString();
  }

  static String of(Notification told) {
    return String.format(
        "told %s %s step %d of %s #%d id %.8s",
        told.role(),
        told.reason(),
        told.step(),
        told.alert().family(),
        told.alert().sequence(),
        told.alert().alert());
  }
}
