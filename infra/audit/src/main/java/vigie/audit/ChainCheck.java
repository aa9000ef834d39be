package vigie.audit;

import java.util.ArrayList;
import java.util.List;

/** Follows the chain line by line, in the order of their numbers. Keeps no lines. */
public final class ChainCheck {
  private static final String NO_HASH = "0".repeat(64);
  private static final int FINDINGS_KEPT = 100;

  private final Heads heads;
  private final List<Finding> findings = new ArrayList<>();
  private long first;
  private long last;
  private long lines;
  private long before;
  private long found;
  private String hash = NO_HASH;

  /** Begins with what the heads themselves show. */
  public ChainCheck(Heads heads) {
    this.heads = heads;
    this.first = heads.first();
    heads.findings().forEach(this::add);
  }

  /** The next line. */
  public void accept(Line line) {
    String said = line.hash();
    if (lines == 0 && (first == 0 ? said == null : line.seq() < first)) {
      before++; // From before the chain: nothing vouches for it.
      if (said != null) {
        add(Finding.Kind.ALTERED, line.seq(), "line " + line.seq() + " is none of the chain's");
      }
      return;
    }
    if (first == 0) {
      first = line.seq();
    }
    long expected = lines == 0 ? first : last + 1;
    if (line.seq() > expected) {
      add(
          Finding.Kind.MISSING,
          expected,
          line.seq() == expected + 1
              ? "line " + expected + " is missing"
              : "lines " + expected + " to " + (line.seq() - 1) + " are missing");
    } else if (line.seq() < expected) {
      add(Finding.Kind.ALTERED, line.seq(), "line " + line.seq() + " stands out of order");
    }
    if (said == null || !said.equals(line.hashAfter(hash))) {
      add(
          Finding.Kind.ALTERED,
          line.seq(),
          "line " + line.seq() + " is not what was written, or does not follow the line before it");
    }
    for (Head head : heads.signing(line.seq(), line.seq())) {
      if (!head.hash().equals(said)) {
        add(
            Finding.Kind.REWRITTEN,
            line.seq(),
            "line " + line.seq() + " is not the one that head " + head.number() + " signed");
      }
    }
    hash = said == null ? NO_HASH : said;
    last = line.seq();
    lines++;
  }

  /** The whole result, once every line has been given. */
  public Report finish() {
    List<Head> beyond = heads.signing(last + 1, Long.MAX_VALUE);
    if (!beyond.isEmpty()) {
      Head newest = beyond.get(beyond.size() - 1);
      add(
          Finding.Kind.TRUNCATED,
          last + 1,
          "the chain ends at line "
              + last
              + ", but head "
              + newest.number()
              + " signed line "
              + newest.seq());
    }
    if (heads.count() == 0 && lines > 0) {
      add(Finding.Kind.UNSIGNED, first, "no head vouches for any line");
    }
    return new Report(
        lines,
        lines == 0 ? 0 : first,
        last,
        before,
        heads.count(),
        heads.lastSigned(),
        found,
        List.copyOf(findings));
  }

  private void add(Finding.Kind kind, long seq, String text) {
    add(new Finding(kind, seq, text));
  }

  private void add(Finding finding) {
    found++;
    if (findings.size() < FINDINGS_KEPT) {
      findings.add(finding);
    }
  }
}
