package vigie.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which profession may see which kind of content, as data. */
class MatrixTest {
  static Stream<String> versions() {
    return Matrix.known().stream();
  }

  @ParameterizedTest
  @MethodSource("versions")
  @Tag("C-42")
  void aPodiatristNeverSeesADischargeLetterNorWhatIsNoProfessionAnything(String version) {
    Matrix matrix = Matrix.load(version);

    assertThat(matrix.opens(Profession.PODIATRIST))
        .isNotEmpty()
        .doesNotContain(ContentKind.DISCHARGE_LETTER);
    assertThat(matrix.opens(Profession.PHYSICIAN)).isEqualTo(ContentKind.every());
    assertThat(matrix.opens(Profession.OTHER)).isEmpty();
  }

  @Test
  @Tag("C-42")
  void theCharterStatesTheDischargeLetterAndTheRestIsMarkedAsOurs() {
    Matrix matrix = Matrix.load("charter-1");

    assertThat(matrix.states(Profession.PODIATRIST)).containsExactly(ContentKind.DISCHARGE_LETTER);
    assertThat(matrix.states(Profession.PHYSICIAN)).isEmpty();
  }

  @Test
  void aTableWithAFaultIsRefusedByItsLine() {
    List<String> lines = new ArrayList<>(List.of("kind, NURSE", "SLEEP, perhaps"));
    assertThatThrownBy(() -> Matrix.parse("x", lines))
        .hasMessageContaining("line 2")
        .hasMessageContaining("perhaps");

    lines.set(1, "SLEEP, yes, no");
    assertThatThrownBy(() -> Matrix.parse("x", lines)).hasMessageContaining("line 2");

    lines.set(1, "SLEEP, yes");
    assertThatThrownBy(() -> Matrix.parse("x", lines)).hasMessageContaining("rows for [SLEEP]");
  }
}
