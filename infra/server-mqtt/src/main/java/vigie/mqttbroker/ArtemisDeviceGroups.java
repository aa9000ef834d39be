package vigie.mqttbroker;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Gives all messages of one device to the same member of a shared subscription, so that readings
 * stay in their order however many gateways share the work. Artemis does this by message groups;
 * the device is the group.
 */
final class ArtemisDeviceGroups implements ActiveMQServerMessagePlugin {
  /** Devices share so many places, so that no device costs memory. */
  private static final int BUCKETS = 1024;

  /** When a member comes or goes, groups wait for what is under way and are dealt out again. */
  static AddressSettings dealtOut(AddressSettings settings) {
    return settings
        .setDefaultGroupBuckets(BUCKETS)
        .setDefaultGroupRebalance(true)
        .setDefaultGroupRebalancePauseDispatch(true);
  }

  @Override
  public void beforeSend(
      ServerSession session,
      Transaction transaction,
      Message message,
      boolean direct,
      boolean noAutoCreateQueue) {
    if (session != null && message.getGroupID() == null) {
      message.setGroupID(session.getUsername());
    }
  }
}
