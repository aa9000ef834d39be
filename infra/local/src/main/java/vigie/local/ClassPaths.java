package vigie.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The class paths of the servers' own processes, which the build wrote beside this library: so each
 * server has its own versions, and none of them is in this JVM.
 */
final class ClassPaths {

  private ClassPaths() {}

  /**
   * The class path of a server: its module's own classes, then what those need.
   *
   * @param server "kafka", "mqtt" or "flink"
   * @throws IllegalStateException when the build left no class path or an entry is gone
   */
  static List<String> of(String server) {
    String resource = "/vigie/classpath/" + server + ".txt";
    URL url = ClassPaths.class.getResource(resource);
    if (url == null) {
      throw new IllegalStateException(
          "the class path of " + server + " is missing: build the module infra/server-" + server);
    }
    List<String> entries = new ArrayList<>();
    entries.add(location(url, resource).toString());
    for (String entry : text(url).strip().split(File.pathSeparator, -1)) {
      if (!Files.exists(Path.of(entry))) {
        throw new IllegalStateException(
            "%s needs %s, which is gone: build the module infra/server-%s again"
                .formatted(server, entry, server));
      }
      entries.add(entry);
    }
    return List.copyOf(entries);
  }

  /** Joins entries as {@code java -cp} wants them. */
  static String joined(List<String> entries) {
    return String.join(File.pathSeparator, entries);
  }

  private static String text(URL url) {
    try (InputStream in = url.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + url, e);
    }
  }

  /** The folder or jar that holds a resource. */
  private static Path location(URL url, String resource) {
    String text = url.toString();
    String root = text.substring(0, text.length() - resource.length());
    if (root.startsWith("jar:")) {
      root = root.substring("jar:".length(), root.length() - "!".length());
    }
    try {
      return Path.of(new URI(root));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no file: " + root, e);
    }
  }
}
