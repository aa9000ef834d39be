package vigie.api.web;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Writes numbers as ever, minus zero without its sign, but those of three decimals or fewer, as
 * nearly all measured ones are, without the search for their shortest digits: a year's timeline is
 * nearly twenty thousand.
 */
@Singleton
final class HttpDecimalSerializer implements Serializer<Double> {
  private static final int SCALE = 3;
  private static final double THOUSAND = 1_000;

  /** From here on numbers are written with an exponent. */
  private static final double MAX = 1e7;

  @Override
  public void serialize(
      Encoder encoder, EncoderContext context, Argument<? extends Double> type, Double value)
      throws IOException {
    BigDecimal few = fewDecimals(value);
    if (few == null) {
      encoder.encodeDouble(value);
    } else {
      encoder.encodeBigDecimal(few);
    }
  }

  /**
   * The number with its shortest digits, at least one of them a decimal; null where more are
   * needed.
   */
  static @Nullable BigDecimal fewDecimals(double number) {
    long unscaled = Math.round(number * THOUSAND);
    // Of at most fifteen digits no two decimals are the same double, so none is shorter.
    if (Math.abs(number) >= MAX || unscaled / THOUSAND != number) {
      return null;
    }
    int scale = SCALE;
    while (scale > 1 && unscaled % 10 == 0) {
      unscaled /= 10;
      scale--;
    }
    return BigDecimal.valueOf(unscaled, scale);
  }
}
