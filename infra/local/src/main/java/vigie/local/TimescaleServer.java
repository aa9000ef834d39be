package vigie.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A real PostgreSQL with the TimescaleDB extension, as a process of this machine. A new data folder
 * gets the role and the database {@code vigie} with the extension loaded, the role {@value
 * TimescaleDatabase#MEASURES_USER}, and the passwords that the secrets hold; nobody signs in
 * without one.
 */
public final class TimescaleServer {

  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final String OWNER = "vigie";
  private static final String SUPERUSER = "postgres";

  private final ServerProcess process;
  private final TimescaleDatabase database;
  private final TimescaleDatabase measures;
  private final TimescaleDatabase superuser;

  /**
   * Describes a server; makes the passwords when they are not there yet, runs nothing.
   *
   * @param installation where the programs are
   * @param ports the stack's ports
   * @param dataDir the server's own folder, made when missing
   * @param logFile where its output goes
   * @param secrets where the passwords are kept, as {@code db.} and the role's name
   */
  public TimescaleServer(
      TimescaleInstallation installation,
      Ports ports,
      Path dataDir,
      Path logFile,
      Secrets secrets) {
    Path home = dataDir.toAbsolutePath();
    String ownerSecret = secrets.secret("db." + OWNER);
    String measuresSecret = secrets.secret(TimescaleDatabase.MEASURES_SECRET);
    String superuserSecret = secrets.secret("db." + SUPERUSER);
    String address = "jdbc:postgresql://127.0.0.1:" + ports.database() + "/";
    this.database = new TimescaleDatabase(address + OWNER, OWNER, ownerSecret);
    this.measures = database.as(TimescaleDatabase.MEASURES_USER, measuresSecret);
    this.superuser = new TimescaleDatabase(address + SUPERUSER, SUPERUSER, superuserSecret);
    Path script = home.resolve("timescale-run.sh");
    this.process =
        new ServerProcess(
            new ServerSpec(
                "timescaledb",
                List.of(ports.database()),
                logFile,
                () -> Scripts.unpack("timescale-run.sh", home),
                List.of(
                    "bash",
                    script.toString(),
                    installation.programs().toString(),
                    home.resolve("data").toString(),
                    Integer.toString(ports.database())),
                Map.of(
                    "POSTGRES_SECRET", superuserSecret,
                    "VIGIE_SECRET", ownerSecret,
                    "MEASURES_SECRET", measuresSecret),
                "INT",
                new TimescaleReadiness(ports.database(), database)));
  }

  /** The server's process. */
  public ServerProcess process() {
    return process;
  }

  /** The database of the stack, with its owner's password. */
  public TimescaleDatabase database() {
    return database;
  }

  /** The same for who carries measures alone, with no more rights than its migrations give. */
  public TimescaleDatabase measures() {
    return measures;
  }

  /** A database of this server with the superuser's password: nobody's rights hold against it. */
  public TimescaleDatabase superuser(String name) {
    return superuser.named(checked(name));
  }

  /**
   * Makes a further, empty database with the extension loaded, owned by the same role; takes about
   * a quarter of a second. The server must run.
   *
   * @param name lower-case letters, digits and underscores, beginning with a letter
   * @throws SQLException when the server refuses, for example because the name exists
   */
  public TimescaleDatabase createDatabase(String name) throws SQLException {
    execute(superuser, "CREATE DATABASE " + checked(name) + " OWNER " + OWNER);
    execute(superuser.named(name), "CREATE EXTENSION IF NOT EXISTS timescaledb");
    return database.named(name);
  }

  /**
   * Drops a database made by {@link #createDatabase}, ending its connections.
   *
   * @throws SQLException when the server refuses
   */
  public void dropDatabase(String name) throws SQLException {
    execute(superuser, "DROP DATABASE IF EXISTS " + checked(name) + " WITH (FORCE)");
  }

  private static void execute(TimescaleDatabase where, String sql) throws SQLException {
    try (Connection connection = where.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String checked(String name) {
    if (!DATABASE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "database name must match " + DATABASE_NAME + ", but is '" + name + "'");
    }
    return name;
  }
}
