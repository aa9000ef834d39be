package vigie.local.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBytesTest {
  private static final double NUMBER = 41.123456789;
  private static final Map<String, List<byte[]>> SOUGHT =
      Map.of("word", FileBytes.text("word"), "number", FileBytes.number(NUMBER));

  @Test
  void eachFormOfAWordAndOfANumberIsFoundWhereverItStands(@TempDir Path folder) throws IOException {
    // Chunks are of four mebibytes: a form may begin in one and end in the next.
    for (int at = (1 << 22) - 16; at < (1 << 22) + 48; at += 9) {
      for (Map.Entry<String, List<byte[]>> word : SOUGHT.entrySet()) {
        for (byte[] form : word.getValue()) {
          byte[] content = new byte[(1 << 22) + 128];
          System.arraycopy(form, 0, content, at, form.length);
          Path file = Files.write(folder.resolve("file"), content);
          assertThat(new FileBytes(SOUGHT).in(List.of(folder)))
              .as("%s at %d", Arrays.toString(form), at)
              .isEqualTo(new FileBytes.Found(Map.of(word.getKey(), file), content.length));
        }
      }
    }
  }

  @Test
  void whatIsNotWholeIsNotFound(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "wor wxrd wor");

    assertThat(FileBytes.find(List.of(file), List.of("word"))).isEmpty();
  }

  @Test
  void aPlaceThatIsNotThereIsNoPlaceInWhichNothingStands(@TempDir Path folder) {
    assertThatThrownBy(() -> FileBytes.find(List.of(folder.resolve("none")), List.of("word")))
        .isInstanceOf(UncheckedIOException.class);
  }
}
