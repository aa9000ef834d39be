package vigie.api.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.api.people.JdbcPeople;

/** The names of the professionals whom some lines of the audit tell of. */
public final class AuditNames {
  private final Map<UUID, String> names;

  private AuditNames(Map<UUID, String> names) {
    this.names = names;
  }

  /** Looks up those of these lines. */
  public static AuditNames of(List<AuditLog.Entry> entries, JdbcPeople people) {
    Set<UUID> actors =
        entries.stream()
            .map(entry -> entry.line().actor())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return new AuditNames(people.namesOfProfessionals(actors));
  }

  /** The name of who acted; null when it was nobody known, or no professional. */
  public @Nullable String actor(AuditLine line) {
    return line.actor() == null ? null : names.get(line.actor());
  }
}
