package vigie.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.client.ApiException;

/** An import from its beginning, or from where it was broken off. */
class ImportTest {
  private static final MessageSource FIVE =
      (tally, to) -> {
        for (int i = 0; i < 5; i++) {
          tally.used();
          to.accept(new Message("json", new byte[] {(byte) i}));
        }
      };

  private final Path folder;
  private final ImportResult result = new ImportResult();

  ImportTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whatIsReceivedIsAcceptedOrRejected() {
    RecordingTarget target = new RecordingTarget(Integer.MAX_VALUE);

    new Import(FIVE, target, answered -> {}, () -> {}).run(0, new ImportTally(), result);

    assertThat(target.sent).containsExactly(0, 1, 2, 3, 4);
    assertThat(result.received()).isEqualTo(10);
    assertThat(result.accepted() + result.rejected()).isEqualTo(10);
    assertThat(result.rejectedByReason()).containsEntry("NO_CONSENT", 5L);
  }

  @Test
  void itGoesOnWhereItWasBrokenOff() throws IOException {
    Path source = Files.writeString(folder.resolve("export.xml"), "<x/>");
    JsonImportBook book = JsonImportBook.of(folder.resolve("imports"), source, List.of("strap"));
    RecordingTarget failing = new RecordingTarget(3);
    Import first = new Import(FIVE, failing, book::note, () -> {});

    assertThatThrownBy(() -> first.run(book.messages(), new ImportTally(), result))
        .isInstanceOf(ApiException.class);
    RecordingTarget target = new RecordingTarget(Integer.MAX_VALUE);
    ImportResult second = new ImportResult();
    new Import(FIVE, target, book::note, () -> {}).run(book.messages(), new ImportTally(), second);

    assertThat(target.sent).containsExactly(3, 4);
    assertThat(second.messagesBefore()).isEqualTo(3);
    assertThat(book.messages()).isEqualTo(5);
  }

  @Test
  void anotherFileOrDeviceIsAnotherImport() throws IOException {
    Path source = Files.writeString(folder.resolve("export.xml"), "<x/>");
    Path books = folder.resolve("imports");
    JsonImportBook.of(books, source, List.of("strap")).note(4);

    assertThat(JsonImportBook.of(books, source, List.of("strap")).messages()).isEqualTo(4);
    assertThat(JsonImportBook.of(books, source, List.of("scale")).messages()).isZero();
    Files.writeString(source, "<y/>");
    assertThat(JsonImportBook.of(books, source, List.of("strap")).messages()).isZero();
  }

  /** Takes one of two readings of each message; fails after some messages. */
  private static final class RecordingTarget implements ReadingsTarget {
    private final List<Integer> sent = new ArrayList<>();
    private final int answersMax;

    RecordingTarget(int answersMax) {
      this.answersMax = answersMax;
    }

    @Override
    public Answer send(Message message) {
      if (sent.size() == answersMax) {
        throw new ApiException("gone", ApiException.UNREACHABLE, "");
      }
      sent.add((int) message.payload()[0]);
      return new Answer(2, 1, List.of(new Rejection("NO_CONSENT", "values.hr", "no")));
    }
  }
}
