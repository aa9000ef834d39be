package vigie.api.notify;

import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.api.alert.ToldPeople;
import vigie.api.store.JdbcDatabase;

/**
 * Who was told of which alert: the newest from memory, for whoever answers sooner than a row is
 * written or while the store is away; older ones, and those that another instance sent, from the
 * store. Safe for many threads.
 */
@Singleton
public final class JdbcToldPeople implements ToldPeople {
  private static final int REMEMBERED_MAX = 20_000;

  private final JdbcDatabase database;
  private final Map<Told, Set<Notification.Role>> newest =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Told, Set<Notification.Role>> eldest) {
              return size() > REMEMBERED_MAX;
            }
          });

  private record Told(UUID alert, UUID person) {}

  /** Wired by the program. */
  public JdbcToldPeople(JdbcDatabase database) {
    this.database = database;
  }

  /** This one goes out. */
  void note(Notification notification) {
    newest.merge(
        new Told(notification.alert().alert(), notification.recipient()),
        Set.of(notification.role()),
        (before, role) -> {
          EnumSet<Notification.Role> both = EnumSet.copyOf(before);
          both.addAll(role);
          return both;
        });
  }

  @Override
  public Set<Notification.Role> roles(AlertTransition alert, UUID person) {
    Set<Notification.Role> known = newest.get(new Told(alert.alert(), person));
    return known != null ? Set.copyOf(known) : stored(alert, person);
  }

  private Set<Notification.Role> stored(AlertTransition alert, UUID person) {
    Set<Notification.Role> roles = EnumSet.noneOf(Notification.Role.class);
    roles.addAll(
        database.quickQuery(
            "SELECT DISTINCT role FROM notification"
                + " WHERE patient_id = ? AND alert_id = ? AND recipient = ?",
            statement -> {
              statement.setObject(1, alert.patient().value());
              statement.setObject(2, alert.alert());
              statement.setObject(3, person);
            },
            row -> Notification.Role.valueOf(row.getString(1))));
    return roles;
  }
}
