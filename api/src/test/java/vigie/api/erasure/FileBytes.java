package vigie.api.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for words in the bytes of files, whatever the files are. */
final class FileBytes {
  private FileBytes() {}

  /** Which of these words stand in any file below these folders, and in which file. */
  static Map<String, String> find(List<Path> folders, List<String> words) {
    Map<String, String> found = new TreeMap<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : new TreeSet<>(files.filter(Files::isRegularFile).toList())) {
          // One character per byte, so that nothing is lost and every word of ASCII is found.
          String bytes = new String(read(file), StandardCharsets.ISO_8859_1);
          words.stream()
              .filter(word -> !found.containsKey(word) && bytes.contains(word))
              .forEach(word -> found.put(word, file.toString()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private static byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0]; // A server has just deleted it.
    }
  }
}
