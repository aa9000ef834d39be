package vigie.api.channel;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A {@link Destination} as two columns beside each other: region, then basis. */
public final class JdbcPlaces {
  private JdbcPlaces() {}

  /** Sets two parameters, from this one on. */
  public static void set(PreparedStatement statement, int at, @Nullable Destination place)
      throws SQLException {
    TransferBasis basis = place == null ? null : place.basis();
    statement.setString(at, place == null ? null : place.region());
    statement.setString(at + 1, basis == null ? null : basis.name());
  }

  /** Reads two columns, from this one on; null where no region stands. */
  public static @Nullable Destination read(ResultSet row, int at) throws SQLException {
    String region = row.getString(at);
    String basis = row.getString(at + 1);
    return region == null
        ? null
        : new Destination(region, basis == null ? null : TransferBasis.valueOf(basis));
  }
}
