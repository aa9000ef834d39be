package vigie.api.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import vigie.api.ApiConfig;

/** Connections to the store, and what it means when they fail. Safe to share between threads. */
@Singleton
public final class JdbcDatabase {
  private static final int CONNECTIONS_MAX = 10;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** A stopped server keeps its sockets open and says nothing: give up on it. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(10);

  /** For what is one row found by its key. */
  private static final Duration QUICK_TIMEOUT = Duration.ofSeconds(2);

  private final HikariDataSource source;

  /** Work on one connection. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T on(Connection connection) throws SQLException;
  }

  /** Sets a statement's parameters. */
  @FunctionalInterface
  public interface Parameters {
    /** No parameters. */
    Parameters NONE = statement -> {};

    /** Sets them. */
    void set(PreparedStatement statement) throws SQLException;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface Row<T> {
    /** Reads it. */
    T read(ResultSet row) throws SQLException;
  }

  /** Opens nothing yet: the first work does. */
  public JdbcDatabase(ApiConfig config) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("api");
    hikari.setJdbcUrl(config.databaseUrl());
    hikari.setUsername(config.databaseUser());
    hikari.setPassword(config.databasePassword());
    hikari.setMaximumPoolSize(CONNECTIONS_MAX);
    hikari.setMinimumIdle(1);
    hikari.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    hikari.setValidationTimeout(CONNECT_TIMEOUT.toMillis() / 2);
    hikari.setInitializationFailTimeout(-1);
    hikari.addDataSourceProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT.toSeconds()));
    hikari.addDataSourceProperty("socketTimeout", Long.toString(SOCKET_TIMEOUT.toSeconds()));
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    hikari.addDataSourceProperty("ApplicationName", "vigie-api");
    source = new HikariDataSource(hikari);
  }

  /** The pool itself, for migrations. */
  DataSource source() {
    return source;
  }

  /**
   * All of it or nothing.
   *
   * @throws StoreException when the store fails; what the work throws itself also undoes it
   */
  public <T> T inTransaction(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        try {
          connection.rollback();
        } catch (SQLException undo) {
          e.addSuppressed(undo);
        }
        throw e;
      }
    } catch (SQLException e) {
      throw StoreException.of(e);
    }
  }

  /**
   * The rows of one query.
   *
   * @throws StoreException when the store fails
   */
  public <T> List<T> query(String sql, Parameters parameters, Row<T> row) {
    return read(connection -> query(connection, sql, parameters, row));
  }

  /**
   * Queries on one connection, outside a transaction: its COMMIT would be one more answer to wait
   * for, and each query sees what is committed by then either way.
   *
   * @throws StoreException when the store fails
   */
  public <T> T read(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw StoreException.of(e);
    }
  }

  /**
   * The rows of one quick query, for a caller who cannot wait long for a store that stands still.
   *
   * @throws StoreException when the store fails, or does not answer within some seconds
   */
  public <T> List<T> quickQuery(String sql, Parameters parameters, Row<T> row) {
    try (Connection connection = source.getConnection()) {
      // The pool sets it back. A statement's own timeout would need the server to answer.
      connection.setNetworkTimeout(Runnable::run, (int) QUICK_TIMEOUT.toMillis());
      return query(connection, sql, parameters, row);
    } catch (SQLException e) {
      throw StoreException.of(e);
    }
  }

  /**
   * Work of its own on the whole store, which may take long: outside any transaction, as VACUUM
   * asks for.
   *
   * @param patience how long the store may take
   * @throws StoreException when the store fails
   */
  public <T> T maintain(Duration patience, Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
      return work.on(connection);
    } catch (SQLException e) {
      throw StoreException.of(e);
    }
  }

  /** The rows of one query within a transaction. */
  public static <T> List<T> query(
      Connection connection, String sql, Parameters parameters, Row<T> row) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> result = new ArrayList<>();
        while (rows.next()) {
          result.add(row.read(rows));
        }
        return result;
      }
    }
  }

  /** One change within a transaction; says how many rows it touched. */
  public static int update(Connection connection, String sql, Parameters parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      return statement.executeUpdate();
    }
  }

  @PreDestroy
  void close() {
    source.close();
  }
}
