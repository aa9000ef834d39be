package vigie.api.emergency;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.DaemonThreads;
import vigie.api.notify.DeliveryChannels;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.MessageKind;
import vigie.api.notify.Recipient;
import vigie.api.notify.RecipientDirectory;
import vigie.api.notify.Words;
import vigie.api.store.StoreException;

/**
 * Tells patients that their file was opened in an emergency, or that this was refused. One thread,
 * so that nobody in an emergency waits for a mail server; what could not be told is tried again at
 * the next break-glass and at the next start, and the data protection officer sees it.
 */
@Singleton
public final class EmergencyNotice {
  private static final Logger LOG = LoggerFactory.getLogger(EmergencyNotice.class);

  private final JdbcEmergencies emergencies;
  private final RecipientDirectory directory;
  private final DeliveryChannels channels;
  private final ZoneId zone;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(DaemonThreads.named("emergency-notice"));

  /** Wired by the program. */
  public EmergencyNotice(
      JdbcEmergencies emergencies,
      RecipientDirectory directory,
      DeliveryChannels channels,
      ZoneId zone) {
    this.emergencies = emergencies;
    this.directory = directory;
    this.channels = channels;
    this.zone = zone;
  }

  /** Tells every patient who has not been told yet; returns at once. */
  public void tellAll() {
    try {
      thread.execute(
          () -> {
            try {
              emergencies.untold().forEach(this::tell);
            } catch (StoreException e) {
              LOG.warn("patients wait to be told of emergencies: {}", e.toString());
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.warn("the program is stopping: patients are told of emergencies at the next start");
    }
  }

  private void tell(JdbcEmergencies.Row row) {
    Recipient patient = directory.find(row.patient()).orElse(null);
    if (patient == null || patient.verified().isEmpty()) {
      LOG.warn("patient {} cannot be told of emergency {}", row.patient(), row.id());
      return;
    }
    Recipient actor = directory.find(row.actor()).orElse(null);
    DeliveryChannels.Sent sent =
        channels.tell(patient, text(row, actor, Words.of(patient.language()).in(zone)));
    if (sent.accepted()) {
      emergencies.told(row.id(), sent.how());
    } else {
      LOG.warn("patient {} was not told of emergency {}: {}", row.patient(), row.id(), sent.how());
    }
  }

  private static Message text(JdbcEmergencies.Row row, @Nullable Recipient actor, Words words) {
    String who =
        actor == null
            ? row.actor().toString()
            : (actor.firstName() + " " + actor.lastName()).replaceAll("\\p{Cntrl}+", " ");
    return JsonMessages.service(
        row.id(),
        MessageKind.EMERGENCY_ACCESS,
        words,
        Map.of("refused", row.refused(), "who", who, "at", words.time(row.at())),
        Map.of("refused", Boolean.toString(row.refused())));
  }

  @PreDestroy
  void close() {
    thread.shutdown();
  }
}
