package vigie.cli.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.cli.client.AlertFrame;

/**
 * Puts together what was seen: which reading made which alert, which message belongs to which
 * patient, and how long each took. Safe to use from many threads.
 */
final class DemoStory {
  private final Clock clock;
  private final Consumer<DemoEvent> listener;
  private final Map<SentReading, Instant> sent = new ConcurrentHashMap<>();
  private final Map<String, Instant> raised = new ConcurrentHashMap<>();
  private final AtomicInteger alerts = new AtomicInteger();
  private final AtomicInteger webhooks = new AtomicInteger();
  private final AtomicInteger mails = new AtomicInteger();
  private final AtomicInteger contactMails = new AtomicInteger();

  private record SentReading(UUID patient, String metric, Instant effective) {}

  /** What was seen in all. */
  record Totals(int alerts, int webhooks, int mails, int contactMails) {}

  DemoStory(Clock clock, Consumer<DemoEvent> listener) {
    this.clock = clock;
    this.listener = listener;
  }

  void sent(UUID patient, String metric, Instant effective) {
    sent.put(new SentReading(patient, metric, effective), clock.instant());
  }

  void alert(AlertFrame frame, String patient) {
    Instant now = clock.instant();
    Instant from = sent.get(new SentReading(frame.patient(), frame.metric(), frame.at()));
    if (frame.sequence() == 0) {
      alerts.incrementAndGet();
    }
    if (!frame.state().equals("RESOLVED")) {
      raised.put(patient, now);
    }
    listener.accept(
        new DemoEvent(
            "alert",
            now,
            patient,
            "%s %s %s: %s %s %s (limit %s)%s"
                .formatted(
                    frame.severity(),
                    frame.state(),
                    frame.rule(),
                    frame.metric(),
                    number(frame.value()),
                    frame.unit(),
                    frame.condition(),
                    frame.retrospective() ? ", of the past" : ""),
            from == null ? null : Duration.between(from, now),
            "the reading was sent"));
  }

  void webhook(ReceivedWebhook call, @Nullable String patient) {
    webhooks.incrementAndGet();
    tell(
        "webhook",
        call.arrived(),
        patient == null ? "" : patient,
        "to the physician, signature " + (call.signed() ? "verified" : "WRONG"));
  }

  void mail(ReceivedMail mail, boolean toContact, List<String> patients) {
    mails.incrementAndGet();
    if (toContact) {
      contactMails.incrementAndGet();
    }
    String whole = mail.subject() + "\n" + mail.text();
    String patient = patients.stream().filter(whole::contains).findFirst().orElse("");
    List<String> lines = new ArrayList<>();
    lines.add((toContact ? "to the emergency contact: " : "to the physician: ") + mail.subject());
    if (toContact) {
      mail.text().lines().filter(line -> !line.isBlank()).forEach(line -> lines.add("    " + line));
    }
    tell("mail", mail.arrived(), patient, String.join(System.lineSeparator(), lines));
  }

  Totals totals() {
    return new Totals(alerts.get(), webhooks.get(), mails.get(), contactMails.get());
  }

  private void tell(String kind, Instant at, String patient, String text) {
    Instant from = raised.get(patient);
    listener.accept(
        new DemoEvent(
            kind,
            at,
            patient,
            text,
            from == null ? null : Duration.between(from, at),
            "the alert was shown"));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
