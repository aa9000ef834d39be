package vigie.api.alert;

import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topics;
import vigie.alert.AlertCommand;
import vigie.api.outbox.KafkaPublisher;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.codec.Codecs;

/** Commands straight into the stream: no store stands between a physician and an alert. */
@Singleton
public final class KafkaAlertCommands {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaAlertCommands.class);

  private final KafkaPublisher publisher;

  /** Wired by the program. */
  public KafkaAlertCommands(KafkaPublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * Sends a command; Kafka has it when this returns.
   *
   * @throws Refusal when Kafka does not take it in time
   */
  public void send(AlertCommand command) {
    try {
      publisher
          .sendSealed(
              command.patient().value(),
              Topics.ALERT_COMMAND,
              command.patient().toString(),
              Codecs.ALERT_COMMAND.encode(command))
          .join();
    } catch (CompletionException e) {
      LOG.error("alert command not taken by Kafka command={}", command.id(), e);
      throw new Refusal(
          ProblemCode.UNAVAILABLE, "the command could not be passed on: send it again");
    }
  }
}
