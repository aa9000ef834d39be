package vigie.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final Cursor CURSOR =
      Cursor.of(new long[] {12, 0, 7, 3}, new long[] {840, 12, 0, 9});

  @Test
  void itsTextReadsBackAsTheSame() {
    assertThat(CURSOR).hasToString("a12.0.7.3r840.12.0.9");
    assertThat(Cursor.parse(CURSOR.toString())).contains(CURSOR);
  }

  @Test
  void withoutReadingsTheirOffsetsAreZero() {
    assertThat(Cursor.parse(CURSOR.alertsOnly()))
        .contains(Cursor.of(new long[] {12, 0, 7, 3}, new long[4]));
  }

  @Test
  void movesOnByRecordAndNeverBack() {
    Cursor moved = CURSOR.after(Feed.READING, 1, 20).after(Feed.READING, 1, 4);
    assertThat(moved.next(Feed.READING, 1)).isEqualTo(21);
    assertThat(moved.next(Feed.ALERT, 0)).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "a1.2.3", "a1.2.3.4.5", "a1.2.3.4r1", "a-1.2.3.4", "a1.2.3.4 "})
  void otherTextIsNone(String text) {
    assertThat(Cursor.parse(text)).isEmpty();
  }
}
