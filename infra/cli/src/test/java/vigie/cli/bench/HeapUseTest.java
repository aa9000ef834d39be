package vigie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapUseTest {
  @Test
  void bothGenerationsAreCounted() {
    assertThat(
            HeapUse.parse(
                """
                4711:
                 def new generation   total 49152K, used 1024K [0x0000, 0x0001, 0x0002)
                  eden space 43712K,   2% used [0x0000, 0x0001, 0x0002)
                 tenured generation   total 109248K, used 2048K [0x0000, 0x0001, 0x0002)
                   the space 109248K,   1% used [0x0000, 0x0001, 0x0002, 0x0003)
                 Metaspace       used 77K, committed 88K, reserved 99K
                """))
        .isEqualTo(3072);
  }

  @Test
  void aProcessThatDoesNotSayUsesNothing() {
    assertThat(HeapUse.parse("AttachNotSupportedException")).isZero();
  }
}
