package vigie.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vigie.alert.FaultyRulesException;
import vigie.cli.export.ExportException;
import vigie.cli.export.ExportFormat;
import vigie.engine.trial.TrialAlert;

/** A rule tried on a person of the real data sets, which are not part of this repository. */
class DataSetTrialsTest {
  private final DataSetTrials trials =
      new DataSetTrials(ExportFormat.T1D_UOM, folder(), Duration.ofMinutes(10));
  private final List<PatientTrial> told = new ArrayList<>();

  @Test
  void aLowerLimitFindsFewerEpisodesAndTheSameRuleTheSame() {
    PatientTrial lower = trial("< 60");

    assertThat(lower.readings()).isGreaterThan(1_000);
    assertThat(lower.days()).isGreaterThan(10);
    assertThat(of(lower.inForce())).isGreaterThan(of(lower.candidate())).isPositive();
    assertThat(told).containsExactly(lower);

    PatientTrial same = trial("< 70");

    assertThat(same.candidate()).isEqualTo(same.inForce()).isEqualTo(lower.inForce());
  }

  @Test
  void aFaultyRuleIsRefusedBeforeAnythingIsRead() {
    assertThatThrownBy(() -> trial("< low"))
        .isInstanceOf(FaultyRulesException.class)
        .hasMessageContaining("rule.condition");
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsMissingCannotBeTried() {
    Map<String, @Nullable Object> rule = new HashMap<>();
    rule.put("family", "glucose-missing");
    rule.put("metric", "glucose-cgm");
    rule.put("missingFor", "PT45M");
    rule.put("severity", "ADVISORY");
    rule.put("source", "test");

    assertThatThrownBy(
            () -> trials.run(new Candidate("GM-1", rule), Set.of("2301"), null, null, told::add))
        .isInstanceOf(ExportException.class)
        .hasMessageStartingWith("GM-1 cannot be tried: when nothing came");
    assertThat(told).isEmpty();
  }

  private static long of(List<TrialAlert> alerts) {
    return alerts.stream().filter(TrialAlert::ofRule).count();
  }

  /** GL-3b with another limit. */
  private PatientTrial trial(String condition) {
    Map<String, @Nullable Object> rule = new HashMap<>();
    rule.put("family", "glucose-low");
    rule.put("metric", "glucose-cgm");
    rule.put("condition", condition);
    rule.put("hold", "PT15M");
    rule.put("clear", ">= 75");
    rule.put("clearHold", "PT15M");
    rule.put("severity", "MEDIUM");
    rule.put("source", "test");
    return trials.run(new Candidate("GL-3b", rule), Set.of("2301"), null, null, told::add).get(0);
  }

  /** {@code VIGIE_DATASETS}, else {@code ../shared/data} beside the repository. */
  private static Path folder() {
    Path home = Path.of("").toAbsolutePath();
    while (home.getParent() != null && !Files.isDirectory(home.resolve("schemas"))) {
      home = home.getParent();
    }
    String named = System.getenv("VIGIE_DATASETS");
    return (named == null ? home.resolve("../shared/data").normalize() : Path.of(named))
        .resolve("t1d-uom");
  }
}
