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
 * The class paths of the servers' and programs' own processes, which the build wrote into their
 * modules: so each has its own versions, and none of them is in this JVM.
 */
public final class ClassPaths {

  private ClassPaths() {}

  /**
   * The class path of a process: its module's own classes, then what those need.
   *
   * @param name a server ("kafka", "mqtt", "flink") or a program ("gateway", "api", "jobs", "cli")
   *     whose module is a dependency of the caller's
   * @throws IllegalStateException when the build left no class path or an entry is gone
   */
  public static List<String> of(String name) {
    String resource = "/vigie/classpath/" + name + ".txt";
    URL url = ClassPaths.class.getResource(resource);
    if (url == null) {
      throw new IllegalStateException(
          "the class path of " + name + " is missing: build its module, then this one");
    }
    List<String> entries = new ArrayList<>();
    entries.add(location(url, resource).toString());
    for (String entry : text(url).strip().split(File.pathSeparator, -1)) {
      if (!Files.exists(Path.of(entry))) {
        throw new IllegalStateException(
            "%s needs %s, which is gone: build its module again".formatted(name, entry));
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
