package vigie.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.cli.load.ResidentMemory.Sample;

class ResidentMemoryTest {

  @Test
  void itsGrowthIsFromTheMedianWhileSustainedToThePeakFromTheBurstOn() {
    List<Sample> samples = new ArrayList<>();
    add(samples, LoadPhase.WARM_UP, 900);
    add(samples, LoadPhase.SUSTAINED, 90, 100, 100, 500);
    add(samples, LoadPhase.BURST, 104, 108);
    add(samples, LoadPhase.AFTER, 109, 95);

    ResidentMemory memory = ResidentMemory.of(samples);

    assertThat(memory.beforeKib()).isEqualTo(100);
    assertThat(memory.peakKib()).isEqualTo(109);
    assertThat(memory.growthPercent()).isCloseTo(9, within(1e-9));
  }

  @Test
  void itIsReadFromTheStatusOfAProcess() {
    assertThat(
            ResidentMemory.parse(
                "Name:\tjava\nVmHWM:\t  300000 kB\nVmRSS:\t  261344 kB\nRssAnon:\t 1 kB\n"))
        .isEqualTo(261_344);
    assertThat(ResidentMemory.kibOf(ProcessHandle.current().pid())).isPositive();
  }

  @Test
  void aStatusWithoutItIsRefused() {
    assertThatThrownBy(() -> ResidentMemory.parse("Name:\tkthreadd\n"))
        .hasMessageContaining("VmRSS");
  }

  private static void add(List<Sample> samples, LoadPhase phase, long... kib) {
    for (long one : kib) {
      samples.add(new Sample(phase, one));
    }
  }
}
