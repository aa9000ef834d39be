package vigie.api.notify;

import java.util.concurrent.CompletableFuture;
import vigie.alert.Delivery;

/** Where outcomes are told. */
interface DeliveryReport {
  /** Tells an outcome; done once it is durable, and not before. */
  CompletableFuture<Void> tell(Delivery delivery);
}
