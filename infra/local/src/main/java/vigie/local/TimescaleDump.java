package vigie.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own {@code pg_dump} and {@code pg_restore}, reading and writing streams: on its way
 * nothing of a database lies on the disk. Of what they say only the lines that bear their names are
 * passed on, for the others may quote a row.
 */
public final class TimescaleDump {
  private static final Pattern OWN_LINE = Pattern.compile("pg_(dump|restore): .*");
  private static final Pattern SSL_MODE = Pattern.compile("[?&]sslmode=([a-z-]+)");
  private static final int LINES_MAX = 20;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int PORT_DEFAULT = 5432;

  /** PostgreSQL's FirstNormalObjectId: below it is what initdb made. */
  private static final int OWN_NUMBERS = 16_384;

  private final Path programs;

  /**
   * What a dump was made with.
   *
   * @param postgresql the server's version, for example {@code 17.6}
   * @param timescaledb the extension's version
   */
  public record Versions(String postgresql, String timescaledb) {}

  /** With the programs that lie beside this server. */
  public TimescaleDump(TimescaleInstallation installation) {
    this.programs = installation.programs();
  }

  /**
   * Asks a database for its versions.
   *
   * @throws IOException when it does not answer or has no TimescaleDB
   */
  public static Versions versions(TimescaleDatabase database) throws IOException {
    try (Connection connection = database.connect()) {
      return new Versions(
          connection.getMetaData().getDatabaseProductVersion().split(" ", 2)[0],
          database
              .timescaleVersion()
              .orElseThrow(
                  () -> new IOException(database.jdbcUrl() + " has no timescaledb extension")));
    } catch (SQLException e) {
      throw new IOException(database.jdbcUrl() + " refused: " + e.getMessage(), e);
    }
  }

  /**
   * Writes a database in PostgreSQL's custom format, as of one moment; others may go on writing
   * meanwhile. The stream is left open.
   *
   * @throws IllegalStateException when {@code pg_dump} would leave the extension's own tables out
   * @throws IOException when the stream cannot be written, or {@code pg_dump} fails: what was
   *     written then is not the whole
   */
  public void dump(TimescaleDatabase database, OutputStream to) throws IOException {
    refusePassedOver(database);
    Process process = start("pg_dump", database, List.of("--format=custom"));
    Said said = Said.by(process.getErrorStream());
    try (InputStream from = process.getInputStream()) {
      from.transferTo(to);
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
    int code = code(process);
    if (code != 0) {
      throw new IOException("pg_dump failed with code " + code + said.text());
    }
  }

  /**
   * A data folder of before there were backups got its extension from a server that nobody could
   * connect to. Such numbers {@code pg_dump} takes for the server's own and passes over, silently.
   */
  private static void refusePassedOver(TimescaleDatabase database) throws IOException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT 1 FROM pg_extension WHERE extname = 'timescaledb' AND oid < "
                    + OWN_NUMBERS)) {
      if (rows.next()) {
        throw new IllegalStateException(
            "The data folder is of before there were backups: pg_dump would leave TimescaleDB's own"
                + " tables out. Copy the folder while nothing runs, or begin a new one with --data.");
      }
    } catch (SQLException e) {
      throw new IOException(database.jdbcUrl() + " refused: " + e.getMessage(), e);
    }
  }

  /**
   * Fills a database from a stream in the custom format, which is read to its end. At the first
   * error of either side it stops, and the database is not to be used.
   *
   * @throws IOException when the stream cannot be read, or {@code pg_restore} fails
   */
  public void restore(TimescaleDatabase database, InputStream from) throws IOException {
    Process process =
        start(
            "pg_restore",
            database,
            List.of("--exit-on-error", "--dbname=" + name(address(database))));
    Said said = Said.by(process.getErrorStream());
    try {
      feed(from, process.getOutputStream());
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
    int code = code(process);
    if (code != 0) {
      throw new IOException("pg_restore failed with code " + code + said.text());
    }
  }

  /** Goes on reading when the program takes no more: it may have had enough, or have failed. */
  private static void feed(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    boolean taken = true;
    int read = from.read(buffer);
    while (read >= 0) {
      if (taken) {
        taken = wrote(to, buffer, read);
      }
      read = from.read(buffer);
    }
    try {
      to.close();
    } catch (IOException e) {
      // It has ended; its code says how.
    }
  }

  private static boolean wrote(OutputStream to, byte[] buffer, int length) {
    try {
      to.write(buffer, 0, length);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Process start(String name, TimescaleDatabase database, List<String> options)
      throws IOException {
    Path program = programs.resolve(name);
    if (!Files.isExecutable(program)) {
      throw new IOException(
          program
              + " is not there; on Debian it comes with the package postgresql-client of the"
              + " server's version");
    }
    URI address = address(database);
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--no-password",
                "--host=" + address.getHost(),
                "--port=" + (address.getPort() < 0 ? PORT_DEFAULT : address.getPort()),
                "--username=" + database.user()));
    command.addAll(options);
    if (name.equals("pg_dump")) {
      command.add(name(address));
    }
    ProcessBuilder process = new ProcessBuilder(command);
    Map<String, String> environment = process.environment();
    environment.put("PGPASSWORD", database.password());
    environment.put("PGAPPNAME", "vigie-backup");
    environment.put("LC_ALL", "C");
    Matcher mode = SSL_MODE.matcher(database.jdbcUrl());
    if (mode.find()) {
      environment.put("PGSSLMODE", mode.group(1));
    }
    return process.start();
  }

  private static URI address(TimescaleDatabase database) throws IOException {
    URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    if (address.getHost() == null || address.getPath().length() < 2) {
      throw new IOException(
          TimescaleDatabase.URL_VARIABLE
              + " must look like jdbc:postgresql://host:5432/name for backups, but is '"
              + database.jdbcUrl()
              + "'");
    }
    return address;
  }

  private static String name(URI address) {
    return address.getPath().substring(1);
  }

  private static int code(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a program of PostgreSQL ran", e);
    }
  }

  /** The last lines of a program, read as they come so that it never waits for a reader. */
  private static final class Said {
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    private Said(InputStream from) {
      this.reader = new Thread(() -> read(from), "vigie-dump-said");
      reader.setDaemon(true);
    }

    static Said by(InputStream from) {
      Said said = new Said(from);
      said.reader.start();
      return said;
    }

    private void read(InputStream from) {
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
        in.lines().filter(line -> OWN_LINE.matcher(line).matches()).forEach(this::keep);
      } catch (IOException | UncheckedIOException e) {
        // It was killed; whoever did so knows why.
      }
    }

    private synchronized void keep(String line) {
      if (lines.size() == LINES_MAX) {
        lines.remove(0);
      }
      lines.add(line);
    }

    /** Each on a line of its own, after a colon; empty when it said nothing. */
    String text() throws IOException {
      try {
        reader.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while a program of PostgreSQL ended", e);
      }
      synchronized (this) {
        return lines.isEmpty() ? "" : ":\n  " + String.join("\n  ", lines);
      }
    }
  }
}
