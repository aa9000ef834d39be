package vigie.api.alert;

import java.util.Optional;
import java.util.UUID;
import vigie.alert.AlertTransition;

/** Alerts known without asking the store; whoever follows the alert topic keeps them. */
public interface OpenAlerts {
  /**
   * The newest known transition of this alert, or empty when it is not known here: the store is
   * asked then.
   */
  Optional<AlertTransition> newest(UUID alert);
}
