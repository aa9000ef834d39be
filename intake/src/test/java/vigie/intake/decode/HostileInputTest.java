package vigie.intake.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.intake.IntakeFixture;
import vigie.reading.MetricCatalogue;
import vigie.reading.RejectionReason;

/**
 * What nobody sends by mistake is refused before it costs: by memory, which unlike time is the same
 * on every machine. The decoders are asked directly; in front of them stands the bound on a
 * message's bytes.
 */
class HostileInputTest {
  /** What 200,000 tokens become until their bound stops them; no message may hold as many bytes. */
  private static final long ALLOCATED_MAX = 32L << 20;

  private static final long REFUSED_AT_ONCE_MAX = 1L << 20;
  private static final int DEPTH = 10_000;
  private static final int RECORDS = 1_000_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final PayloadFormats formats = PayloadFormats.standard(MetricCatalogue.standard());

  static Set<String> words() {
    return PayloadFormats.standard(MetricCatalogue.standard()).words();
  }

  @ParameterizedTest
  @MethodSource("words")
  void tenThousandLevelsAreNotDescended(String word) {
    for (String open : new String[] {"[", "{\"a\":", "[{\"resource\":"}) {
      refusedCheaply(word, open.repeat(DEPTH), REFUSED_AT_ONCE_MAX);
    }
  }

  @ParameterizedTest
  @MethodSource("words")
  void aMillionRecordsAreNotGathered(String word) {
    String record = "{\"n\":\"hr\",\"u\":\"beat/min\",\"v\":72}";
    refusedCheaply(word, "[" + record + ("," + record).repeat(RECORDS - 1) + "]", ALLOCATED_MAX);
  }

  @ParameterizedTest
  @MethodSource("words")
  void aMillionEntriesAreNotGathered(String word) {
    refusedCheaply(
        word,
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"id\":\"A4:C1:38:22:AA:BB\",\"entry\":["
            + "{},".repeat(RECORDS)
            + "{}]}",
        ALLOCATED_MAX);
  }

  @ParameterizedTest
  @MethodSource("words")
  void tenMegabytesOfOneTextAreNotKept(String word) {
    refusedCheaply(word, "{\"id\":\"" + "x".repeat(10 << 20) + "\"}", REFUSED_AT_ONCE_MAX);
  }

  @ParameterizedTest
  @MethodSource("words")
  void tenMegabytesOfOneNameAreNotKept(String word) {
    refusedCheaply(word, "{\"" + "x".repeat(10 << 20) + "\":1}", ALLOCATED_MAX);
  }

  @ParameterizedTest
  @MethodSource("words")
  void tenMegabytesOfOneNumberAreNotReckoned(String word) {
    refusedCheaply(word, "{\"v\":" + "9".repeat(10 << 20) + "}", REFUSED_AT_ONCE_MAX);
  }

  @ParameterizedTest
  @MethodSource("words")
  void tenMegabytesAreNotEvenParsedByTheIntake(String word) {
    IntakeFixture fixture = new IntakeFixture();
    byte[] payload = " ".repeat(10 << 20).getBytes(StandardCharsets.UTF_8);
    long before = allocated();
    var result = fixture.decide(word, payload);
    assertThat(allocated() - before).isLessThan(REFUSED_AT_ONCE_MAX);
    assertThat(result.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(RejectionReason.TOO_LARGE);
              assertThat(rejected.payload()).hasSize(IntakeFixture.PAYLOAD_BYTES_MAX);
            });
  }

  private void refusedCheaply(String word, String text, long allocatedMax) {
    PayloadDecoder decoder = Objects.requireNonNull(formats.find(word, ""));
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    decoder.decode("[]".getBytes(StandardCharsets.UTF_8), IntakeFixture.NOW);
    long before = allocated();
    Decoded decoded = decoder.decode(payload, IntakeFixture.NOW);
    long cost = allocated() - before;
    assertThat(decoded.readings())
        .as("what is made of it")
        .hasSizeLessThan(2)
        .allSatisfy(reading -> assertThat(reading.fault()).isNotNull());
    assertThat(decoded.refusal() == null).isEqualTo(!decoded.readings().isEmpty());
    assertThat(cost).as("bytes for %d bytes of %s", payload.length, word).isLessThan(allocatedMax);
  }

  private long allocated() {
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
