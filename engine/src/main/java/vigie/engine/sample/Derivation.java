package vigie.engine.sample;

import java.util.List;

/**
 * Makes values of derived metrics out of the samples of others, in the order of their time. What it
 * remembers lies in the {@link Series} that it is given, and is bounded.
 */
public interface Derivation {
  /** Ids of the metrics that it is made of. */
  List<String> sources();

  /** Ids of the metrics that it makes; the first names its series. */
  List<String> makes();

  /** Takes in a sample of a source, and tells what follows from it. */
  void derive(Series past, Sample sample, Derived out);

  /**
   * What the latest value of one of its metrics was made of; the same memory always gives the same
   * answer.
   *
   * @param metric number of that metric
   */
  Basis basis(int metric, Series past);
}
