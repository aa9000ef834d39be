package vigie.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDecimalSerializerTest {
  private static final int NUMBERS = 100_000;

  @ParameterizedTest
  @CsvSource({
    "72, 72.0",
    "0, 0.0",
    "100, 100.0",
    "-3.5, -3.5",
    "36.6, 36.6",
    "5.55, 5.55",
    "0.001, 0.001",
    "-0.05, -0.05",
    "9999999.999, 9999999.999",
  })
  void aNumberOfThreeDecimalsIsWrittenWithItsShortestDigits(double number, String written) {
    assertThat(HttpDecimalSerializer.fewDecimals(number)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        1.0 / 3,
        0.0001,
        72.48611111111111,
        1e7,
        Long.MAX_VALUE,
        -1e300,
        Double.MIN_VALUE,
        Double.NaN,
        Double.NEGATIVE_INFINITY
      })
  void anyOtherIsLeftToTheLibrary(double number) {
    assertThat(HttpDecimalSerializer.fewDecimals(number)).isNull();
  }

  @Test
  void whateverIsWrittenSoIsWhatTheLibraryWrites() {
    Random random = new Random(20261130);
    DoubleStream.generate(
            () -> random.nextInt(-20_000_000, 20_000_000) / 1e3 / (1 + random.nextInt(3)))
        .limit(NUMBERS)
        .forEach(
            number -> {
              BigDecimal few = HttpDecimalSerializer.fewDecimals(number);
              if (few != null) {
                assertThat(few).hasToString(NumberOutput.toString(number, true));
              }
            });
  }
}
