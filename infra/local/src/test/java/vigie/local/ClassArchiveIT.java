package vigie.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveIT {
  private final Path folder;

  ClassArchiveIT(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A program of one class. */
  static final class Greeter {
    public static void main(String[] arguments) {
      System.out.println("hello");
    }
  }

  @Test
  void theFirstRunLeavesAnArchiveThatTheSecondStartsWith() throws Exception {
    List<String> jar = List.of(jar().toString());

    assertThat(run(jar)).contains("hello").doesNotContain("shared objects file (top)");
    assertThat(run(jar)).contains("hello").contains("shared objects file (top)");
  }

  @Test
  void anArchiveOlderThanTheProgramIsTakenAway() throws Exception {
    Path jar = jar();
    List<String> classPath = List.of(jar.toString());
    run(classPath);
    Path archive = archives().get(0);

    Files.setLastModifiedTime(
        jar, FileTime.fromMillis(Files.getLastModifiedTime(archive).toMillis() + 1000));

    assertThat(options(classPath))
        .anyMatch(option -> option.startsWith("-XX:ArchiveClassesAtExit"));
    assertThat(archives()).isEmpty();
  }

  @Test
  void anArchiveThatWasNotWrittenToItsEndIsNotUsed() throws Exception {
    List<String> classPath = List.of(jar().toString());
    run(classPath);
    Path archive = archives().get(0);
    Files.delete(archive);
    Files.write(archive, new byte[4096]);

    assertThat(options(classPath)).noneMatch(option -> option.startsWith("-XX:SharedArchiveFile"));
  }

  @Test
  void classesInFoldersAreNotArchived() {
    assertThat(options(List.of(folder.toString()))).isEmpty();
  }

  private static List<String> options(List<String> classPath) {
    return ClassArchive.options(classPath, Greeter.class.getName());
  }

  private static String run(List<String> classPath) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            JavaCommand.of(
                List.of("-Xlog:class+load"), classPath, Greeter.class.getName(), List.of()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }

  private Path jar() throws IOException {
    String name = Greeter.class.getName().replace('.', '/') + ".class";
    Path jar = folder.resolve("greeter.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream in =
            Objects.requireNonNull(Greeter.class.getClassLoader().getResourceAsStream(name))) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
      out.closeEntry();
    }
    return jar;
  }
}
