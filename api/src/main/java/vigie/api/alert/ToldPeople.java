package vigie.api.alert;

import java.util.Set;
import java.util.UUID;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;

/** Who was told of which alert; whoever sends the messages keeps it. */
public interface ToldPeople {
  /**
   * As what this person was told of this alert; empty when they were not.
   *
   * @throws vigie.api.store.StoreException when only the store could know, and it does not answer
   */
  Set<Notification.Role> roles(AlertTransition alert, UUID person);
}
