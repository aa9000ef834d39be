package vigie.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.api.ApiConfig;
import vigie.audit.ChainCheck;
import vigie.audit.Finding;
import vigie.audit.Head;
import vigie.audit.Heads;
import vigie.audit.Keys;
import vigie.audit.Line;
import vigie.audit.Report;

/** What the API writes, as the verifier's own code reads it, whole and tampered with. */
@Tag("C-51")
class AuditChainTest {
  private static final int LINES = 60;
  private static final int LINES_PER_HEAD = 12;
  private static final Instant BEGIN = Instant.parse("2026-11-22T08:00:00.123456Z");

  private static Keys keys;
  private static List<Line> lines;
  private static List<Head> heads;

  private enum Tampering {
    FLIP,
    DELETE,
    INSERT,
    SWAP,
    TRUNCATE
  }

  @BeforeAll
  static void write(@TempDir Path folder) throws Exception {
    AuditKey key = new AuditKey(ApiConfig.of(Map.of("VIGIE_DATA", folder.toString())));
    keys = Keys.parse(Files.readString(folder.resolve(AuditKey.PUBLIC_FILE)));
    lines = new ArrayList<>();
    heads = new ArrayList<>();
    byte[] hash = AuditChain.beginning();
    for (long seq = 1; seq <= LINES; seq++) {
      AuditLine line = line(seq);
      hash = AuditChain.hash(hash, seq, line);
      lines.add(new Line(seq, hex(hash), AuditChain.columns(seq, line)));
      if (seq % LINES_PER_HEAD == 0) {
        heads.add(
            Head.parse(key.sign(heads.size() + 1, BEGIN.plusSeconds(seq), 1, seq, hash).line()));
      }
    }
  }

  @Test
  void whatWasWrittenIsSound() {
    Report report = verify(lines, heads, List.of());

    assertThat(report.findings()).isEmpty();
    assertThat(report.lines()).isEqualTo(LINES);
    assertThat(report.heads()).isEqualTo(LINES / LINES_PER_HEAD);
    assertThat(report.signedTo()).isEqualTo(LINES);
  }

  @Test
  void tenThousandRandomTamperingsAreAllFound() {
    Heads checked = new Heads(heads, List.of(), keys);
    Random random = new Random(20261122);
    Map<Tampering, Integer> tried = new EnumMap<>(Tampering.class);
    for (int i = 0; i < 10_000; i++) {
      Tampering tampering = Tampering.values()[i % Tampering.values().length];
      boolean covered = random.nextBoolean();
      List<Line> tampered = tampered(tampering, random, covered);
      if (covered) {
        tampered = coveredUp(tampered);
      }
      ChainCheck check = new ChainCheck(checked);
      tampered.forEach(check::accept);

      assertThat(check.finish().sound())
          .as("%s number %d, links made anew afterwards: %s", tampering, i, covered)
          .isFalse();
      tried.merge(tampering, 1, Integer::sum);
    }

    assertThat(tried)
        .hasSize(Tampering.values().length)
        .allSatisfy((k, n) -> assertThat(n).isEqualTo(2_000));
  }

  @Test
  void theFirstBadLineIsNamed() {
    List<Line> altered = new ArrayList<>(lines);
    altered.set(36, with(lines.get(36), "allowed", "false"));

    Finding first = verify(altered, heads, List.of()).firstBad().orElseThrow();

    assertThat(first.kind()).isEqualTo(Finding.Kind.ALTERED);
    assertThat(first.seq()).isEqualTo(37);
  }

  @Test
  void aChainCutOffWithItsHeadsIsFoundByTheHeadsKeptElsewhere() {
    List<Line> cut = lines.subList(0, 24);
    List<Head> left = heads.subList(0, 2);

    assertThat(verify(cut, left, List.of()).sound()).isTrue();
    assertThat(verify(cut, left, heads).findings())
        .extracting(Finding::kind)
        .contains(Finding.Kind.MISSING_HEAD, Finding.Kind.TRUNCATED);
    assertThat(verify(List.of(), List.of(), heads).sound()).isFalse();
  }

  @Test
  void aForgedOrRemovedHeadIsFound() {
    Head second = heads.get(1);
    List<Head> forged = new ArrayList<>(heads);
    forged.set(
        1,
        new Head(
            2,
            second.atMicros(),
            second.first(),
            second.seq() + 1,
            second.hash(),
            second.key(),
            second.signature()));
    List<Head> removed = new ArrayList<>(heads);
    removed.remove(1);

    assertThat(verify(lines, forged, List.of()).firstBad())
        .hasValueSatisfying(found -> assertThat(found.kind()).isEqualTo(Finding.Kind.FORGED_HEAD));
    assertThat(verify(lines, removed, List.of()).findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.MISSING_HEAD);
  }

  @Test
  void linesFromBeforeTheChainAreCountedAndNotVouchedFor() {
    List<Line> all = new ArrayList<>();
    SortedMap<String, String> old = new TreeMap<>(Map.of("seq", "0", "action", "SIGN_IN"));
    all.add(new Line(0, null, old));
    all.addAll(lines);

    Report report = verify(all, heads, List.of());

    assertThat(report.sound()).isTrue();
    assertThat(report.before()).isEqualTo(1);
    assertThat(report.lines()).isEqualTo(LINES);
  }

  private static Report verify(List<Line> some, List<Head> stored, List<Head> kept) {
    ChainCheck check = new ChainCheck(new Heads(stored, kept, keys));
    some.forEach(check::accept);
    return check.finish();
  }

  private static AuditLine line(long seq) {
    return new AuditLine(
        BEGIN.plusSeconds(seq),
        seq % 7 == 0 ? null : new UUID(1, seq % 5),
        seq % 7 == 0 ? null : "PHYSICIAN",
        "READ_LATEST",
        seq % 3 == 0 ? null : new UUID(2, seq % 11),
        seq % 4 != 0,
        "TREATING_PHYSICIAN",
        "GET /patients/{id}/latest",
        "request-" + seq + "-é");
  }

  private static List<Line> tampered(Tampering tampering, Random random, boolean covered) {
    List<Line> tampered = new ArrayList<>(lines);
    int at = random.nextInt(LINES);
    Line line = lines.get(at);
    switch (tampering) {
      case FLIP -> // A hash flipped and covered up is as it was.
          tampered.set(
              at,
              !covered && random.nextInt(8) == 0
                  ? flippedHash(line, random)
                  : flipped(line, random));
      case DELETE -> tampered.remove(at);
      case INSERT -> tampered.add(at, with(line, "request_id", "made-up-" + random.nextInt()));
      case SWAP -> {
        int other = (at + 1 + random.nextInt(LINES - 1)) % LINES;
        Line there = lines.get(other);
        if (random.nextBoolean()) {
          tampered.set(at, there);
          tampered.set(other, line);
        } else { // The contents change places, the numbers stay.
          tampered.set(at, renumbered(there, line.seq()));
          tampered.set(other, renumbered(line, there.seq()));
        }
      }
      case TRUNCATE -> tampered = new ArrayList<>(lines.subList(0, at));
    }
    return tampered;
  }

  /** Somebody who knows the form links everything anew, and numbers it. */
  private static List<Line> coveredUp(List<Line> tampered) {
    List<Line> linked = new ArrayList<>();
    String hash = hex(AuditChain.beginning());
    for (Line line : tampered) {
      Line numbered = renumbered(line, linked.size() + 1L);
      hash = numbered.hashAfter(hash);
      linked.add(new Line(numbered.seq(), hash, numbered.columns()));
    }
    return linked;
  }

  private static Line flipped(Line line, Random random) {
    List<String> names = new ArrayList<>(line.columns().keySet());
    names.remove("seq");
    String name = names.get(random.nextInt(names.size()));
    if (random.nextInt(6) == 0) {
      SortedMap<String, String> less = new TreeMap<>(line.columns());
      less.remove(name);
      return new Line(line.seq(), line.hash(), less);
    }
    StringBuilder value = new StringBuilder(line.columns().get(name));
    int at = random.nextInt(value.length());
    value.setCharAt(at, (char) (value.charAt(at) ^ (1 << random.nextInt(5))));
    return with(line, name, value.toString());
  }

  private static Line flippedHash(Line line, Random random) {
    byte[] hash = HexFormat.of().parseHex(Objects.requireNonNull(line.hash()));
    hash[random.nextInt(hash.length)] ^= (byte) (1 << random.nextInt(8));
    return new Line(line.seq(), hex(hash), line.columns());
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  private static Line renumbered(Line content, long seq) {
    SortedMap<String, String> columns = new TreeMap<>(content.columns());
    columns.put("seq", Long.toString(seq));
    return new Line(seq, content.hash(), columns);
  }

  private static Line with(Line line, String name, String value) {
    SortedMap<String, String> columns = new TreeMap<>(line.columns());
    columns.put(name, value);
    return new Line(line.seq(), line.hash(), columns);
  }
}
