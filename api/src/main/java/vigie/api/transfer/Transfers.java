package vigie.api.transfer;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.DaemonThreads;
import vigie.api.access.Caller;
import vigie.api.fhir.FhirExport;
import vigie.api.notify.DeliveryChannels;
import vigie.api.notify.HttpsPush;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/**
 * Sends people's data to the endpoints that they named, some at a time and each page by page, as
 * transactions: the endpoint takes all of a page or nothing, and a page sent again is no second
 * one. Whether the caller still may is asked before each page. Safe for many threads.
 */
@Singleton
final class Transfers {
  private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);
  private static final int THREADS = 2;
  private static final int WAITING_MAX = 100;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING_MAX),
          DaemonThreads.named("transfers"));
  private final JdbcTransfers transfers;
  private final FhirExport export;
  private final HttpsPush push;
  private final Clock clock;

  Transfers(JdbcTransfers transfers, FhirExport export, HttpsPush push, Clock clock) {
    this.transfers = transfers;
    this.export = export;
    this.push = push;
    this.clock = clock;
  }

  /**
   * Begins one; it goes on by itself.
   *
   * @param place where to, in sound form
   * @param token that the endpoint asks for; kept in memory only, null for none
   * @throws Refusal when the endpoint may not be called, or there is too much to do
   * @throws vigie.api.store.StoreException of kind DUPLICATE while another of the patient runs
   */
  Transfer begin(Caller caller, Transfer place, @Nullable String token) {
    DeliveryChannels.Sent may = push.check(place.endpoint());
    if (!may.accepted()) {
      transfers.add(
          new Transfer(
              place.id(),
              place.patient(),
              place.endpoint(),
              place.region(),
              place.transferBasis(),
              place.askedAt(),
              place.askedBy(),
              place.progressAt(),
              0,
              place.askedAt(),
              false,
              may.how()));
      throw Refusal.invalid("endpoint", "is refused: " + may.how());
    }
    transfers.add(place);
    try {
      threads.execute(() -> run(caller, place, token));
    } catch (RejectedExecutionException e) {
      String why = "too many transfers wait: try again later";
      transfers.end(place.id(), false, why, clock.instant());
      throw new Refusal(ProblemCode.UNAVAILABLE, why);
    }
    return place;
  }

  private void run(Caller caller, Transfer transfer, @Nullable String token) {
    UUID id = transfer.id();
    try {
      DeliveryChannels.Sent sent = send(caller, transfer, token);
      transfers.end(id, sent.accepted(), sent.how(), clock.instant());
    } catch (Refusal e) {
      transfers.end(id, false, String.valueOf(e.getMessage()), clock.instant());
    } catch (RuntimeException e) {
      // Left as it is it counts as cut off, where the store itself is what failed.
      LOG.error("transfer {} failed", id, e);
    }
  }

  private DeliveryChannels.Sent send(Caller caller, Transfer transfer, @Nullable String token) {
    URI endpoint = transfer.endpoint();
    DeliveryChannels.Sent sent = new DeliveryChannels.Sent(true, "there was nothing to send");
    long taken = 0;
    String cursor = null;
    do {
      FhirExport.Transaction page = export.transaction(caller, transfer.patient(), cursor);
      if (page.resources() > 0) {
        sent = push.send(endpoint, FhirExport.MEDIA_TYPE, token, page.bundle());
        if (!sent.accepted()) {
          return sent;
        }
        taken += page.resources();
      }
      transfers.progress(transfer.id(), taken, clock.instant());
      cursor = page.next();
    } while (cursor != null);
    return sent;
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
