package vigie.local.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for words and numbers in the bytes of files, whatever the files are: all of them in one
 * pass. Immutable once made.
 */
public final class FileBytes {
  private static final int CHUNK = 1 << 22;
  private static final int BEGINNING = Integer.BYTES;

  /** One of the ways in which a word may stand in a file. */
  private static final class Form {
    final String word;
    final byte[] bytes;

    Form(String word, byte[] bytes) {
      this.word = word;
      this.bytes = bytes;
    }
  }

  /**
   * What was found.
   *
   * @param files by word, the first file in which it stands in any of its forms
   * @param bytes how many were read
   */
  public record Found(Map<String, Path> files, long bytes) {}

  private final Map<Integer, List<Form>> forms = new HashMap<>();
  private final int shortest;
  private final int longest;

  /**
   * By two bytes at the end of a window as long as the shortest form, how far away the next window
   * is in which a form may begin, as Wu and Manber search: most of a gigabyte is never looked at.
   */
  private final int[] shifts = new int[1 << Short.SIZE];

  /**
   * Looks for these words.
   *
   * @param words each with the forms in which it may stand, of four bytes or more each
   */
  public FileBytes(Map<String, ? extends Collection<byte[]>> words) {
    int least = Integer.MAX_VALUE;
    int most = BEGINNING;
    for (Map.Entry<String, ? extends Collection<byte[]>> word : words.entrySet()) {
      for (byte[] form : word.getValue()) {
        if (form.length < BEGINNING) {
          throw new IllegalArgumentException(word.getKey() + " has a form that is too short");
        }
        least = Math.min(least, form.length);
        most = Math.max(most, form.length);
        forms
            .computeIfAbsent(ByteBuffer.wrap(form).getInt(), beginning -> new ArrayList<>())
            .add(new Form(word.getKey(), form));
      }
    }
    if (forms.isEmpty()) {
      throw new IllegalArgumentException("there must be something to look for");
    }
    shortest = least;
    longest = most;
    Arrays.fill(shifts, shortest - 1);
    for (List<Form> alike : forms.values()) {
      for (Form form : alike) {
        for (int at = 0; at + 2 <= shortest; at++) {
          int two = twoAt(form.bytes, at);
          shifts[two] = Math.min(shifts[two], shortest - 2 - at);
        }
      }
    }
  }

  /** Which of these words stand in any file below these folders, and in which file. */
  public static Map<String, Path> find(List<Path> folders, Collection<String> words) {
    Map<String, List<byte[]>> forms = new HashMap<>();
    words.forEach(word -> forms.put(word, text(word)));
    return new FileBytes(forms).in(folders).files();
  }

  /** A word of Latin letters as it may stand in a file: a byte for each, or two in either order. */
  public static List<byte[]> text(String word) {
    return List.of(
        word.getBytes(StandardCharsets.ISO_8859_1),
        word.getBytes(StandardCharsets.UTF_16LE),
        word.getBytes(StandardCharsets.UTF_16BE));
  }

  /** A number as it may stand in a file: eight bytes in either order, or written out. */
  public static List<byte[]> number(double value) {
    List<byte[]> forms = new ArrayList<>(text(Double.toString(value)));
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      forms.add(ByteBuffer.allocate(Double.BYTES).order(order).putDouble(value).array());
    }
    return forms;
  }

  /**
   * Reads these files, and all files below these folders. One that its server deletes meanwhile is
   * passed over; each of those named must be there.
   */
  public Found in(List<Path> places) {
    Search search = new Search();
    try {
      for (Path place : places) {
        if (!Files.exists(place)) {
          throw new NoSuchFileException(place.toString());
        }
        Files.walkFileTree(place, search);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Found(search.found, search.read);
  }

  private static int twoAt(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << Byte.SIZE | (bytes[at + 1] & 0xff);
  }

  private final class Search extends SimpleFileVisitor<Path> {
    private final Map<String, Path> found = new TreeMap<>();
    private final byte[] buffer = new byte[CHUNK + longest];
    private long read;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile()) {
        try (InputStream in = Files.newInputStream(file)) {
          search(file, in);
        } catch (NoSuchFileException e) {
          return goOn(e);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      return goOn(failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      return goOn(failure);
    }

    private static FileVisitResult goOn(@Nullable IOException failure) throws IOException {
      if (failure != null && !(failure instanceof NoSuchFileException)) {
        throw failure;
      }
      return FileVisitResult.CONTINUE;
    }

    private void search(Path file, InputStream in) throws IOException {
      int kept = 0;
      int more = in.readNBytes(buffer, 0, buffer.length);
      while (more > 0) {
        read += more;
        int end = kept + more;
        search(file, end);
        // A word may go on in the next chunk.
        kept = Math.min(longest - 1, end);
        System.arraycopy(buffer, end - kept, buffer, 0, kept);
        more = in.readNBytes(buffer, kept, buffer.length - kept);
      }
    }

    private void search(Path file, int end) {
      int at = 0;
      while (at + shortest <= end) {
        int shift = shifts[twoAt(buffer, at + shortest - 2)];
        if (shift == 0) {
          note(file, at, end);
          shift = 1;
        }
        at += shift;
      }
    }

    private void note(Path file, int at, int end) {
      for (Form form : forms.getOrDefault(ByteBuffer.wrap(buffer).getInt(at), List.of())) {
        int formEnd = at + form.bytes.length;
        if (formEnd <= end
            && Arrays.equals(buffer, at, formEnd, form.bytes, 0, form.bytes.length)) {
          found.putIfAbsent(form.word, file);
        }
      }
    }
  }
}
