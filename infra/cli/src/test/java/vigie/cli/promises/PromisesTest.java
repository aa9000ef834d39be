package vigie.cli.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromisesTest {
  private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

  @Test
  void theTableHasEachPromiseOnceAndInOrder() throws Exception {
    assertThat(CsvPromises.all())
        .extracting(Promise::id)
        .isEqualTo(IntStream.rangeClosed(1, 105).mapToObj("C-%02d"::formatted).toList());
  }

  @Test
  @Tag("C-102")
  void whatIsSaidToBeKeptHasATestAndThePageSaysSo() throws Exception {
    PromisesPage page = new PromisesPage(CsvPromises.all(), TaggedTests.in(CHECKOUT));

    assertThat(page.contradictions()).isEmpty();
    assertThat(CHECKOUT.resolve("docs/" + PromisesPage.NAME))
        .as("made by ./vigie promises --write")
        .hasContent(page.markdown());
  }

  @Test
  void aTagStandsForItsTestOrForItsWholeClass(@TempDir Path checkout) throws IOException {
    Path folder = Files.createDirectories(checkout.resolve("module/src/test/java/vigie"));
    Files.writeString(
        folder.resolve("DoorTest.java"),
        "package vigie; @Tag(\"C-01\") class DoorTest {"
            + " @Test @Tag(\"C-02\") @Tag(\"C-03\") void isShut() {}"
            + " @Test @Tag(\"slow\") void isOpen() {} }");
    Files.writeString(folder.resolve("Door.java"), "package vigie; @Tag(\"C-04\") class Door {}");

    assertThat(TaggedTests.in(checkout))
        .isEqualTo(
            Map.of(
                "C-01", List.of("DoorTest"),
                "C-02", List.of("DoorTest.isShut"),
                "C-03", List.of("DoorTest.isShut")));
  }

  @Test
  void keptWithoutATestAndATagWithoutAPromiseAreNamed() {
    PromisesPage page =
        new PromisesPage(
            List.of(
                new Promise("C-01", "Doors", "Shut", Promise.State.KEPT, ""),
                new Promise("C-02", "Doors", "Painted", Promise.State.OUTSIDE, "A painter does."),
                new Promise("C-03", "Doors", "Oiled", Promise.State.NOT_KEPT, "Not built.")),
            Map.of("C-02", List.of("DoorTest"), "C-99", List.of("DoorTest")));

    assertThat(page.contradictions())
        .containsExactly(
            "C-01 is said to be kept and no test carries its id",
            "C-02 is said to be none of software's and a test carries its id",
            "C-99 is carried by a test and is no promise");
  }

  @Test
  void whatIsNotKeptHasAReason() {
    assertThatThrownBy(() -> new Promise("C-01", "Doors", "Shut", Promise.State.PARTLY, ""))
        .hasMessageContaining("C-01");
  }
}
