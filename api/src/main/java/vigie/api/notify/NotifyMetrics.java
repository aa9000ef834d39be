package vigie.api.notify;

import vigie.alert.Delivery;
import vigie.alert.Notification;

/** What the notifier counts: every attempt ends in one outcome. */
interface NotifyMetrics {
  /** An attempt ended. */
  void attempted(Notification notification, Delivery delivery);
}
