package vigie.cli.load;

import java.util.Map;

/** Something that comes on top of the sustained load, as the run goes through its phases. */
interface Surge extends AutoCloseable {

  /** Called by the sender's thread when a phase begins; returns at once. */
  void entered(LoadPhase phase);

  /** Whether the sustained load need not go on for its sake. */
  boolean over();

  /** Whether it came to its end and lost nothing; asked when it is over. */
  boolean good();

  /** What came of it, by name in a fixed order; asked when it is over. */
  Map<String, Object> values();

  @Override
  void close();

  /** No surge. */
  static Surge none() {
    return new Surge() {
      @Override
      public void entered(LoadPhase phase) {}

      @Override
      public boolean over() {
        return true;
      }

      @Override
      public boolean good() {
        return true;
      }

      @Override
      public Map<String, Object> values() {
        return Map.of();
      }

      @Override
      public void close() {}
    };
  }
}
