package vigie.local;

import java.sql.SQLException;
import java.util.Optional;

/** Asks a database by SQL whether the TimescaleDB extension is loaded in it. */
final class TimescaleReadiness implements Readiness {

  private final int port;
  private final TimescaleDatabase database;

  TimescaleReadiness(int port, TimescaleDatabase database) {
    this.port = port;
    this.database = database;
  }

  @Override
  public Optional<String> problem() {
    if (!TcpProbe.listens(port)) {
      return Optional.of("nothing listens on port " + port);
    }
    try {
      return database.timescaleVersion().isPresent()
          ? Optional.empty()
          : Optional.of("the timescaledb extension is not loaded");
    } catch (SQLException e) {
      return Optional.of("no answer to SQL: " + e.getMessage());
    }
  }
}
