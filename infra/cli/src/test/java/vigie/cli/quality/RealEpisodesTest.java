package vigie.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vigie.cli.export.ExportFormat;

/** What {@code ./vigie quality} reports, held by a test for one person of each kind. */
class RealEpisodesTest {
  @Test
  void everyLimitCrossingOfAChartIsFoundExactly() {
    Subject chart = RealPeople.of(ExportFormat.MIMIC, "mimic-iii-demo", "10011");

    List<Score> scores = RuleScores.of(chart, RuleScores.rules(Set.of("steps")), RestGate::atEnd);

    assertThat(Score.some(scores)).hasSizeGreaterThan(5).allMatch(Score::exact);
  }

  @Test
  void everyEpisodeOfContinuousGlucoseIsFoundExactly() {
    Subject person = RealPeople.of(ExportFormat.T1D_UOM, "t1d-uom", "2404");

    List<Score> scores =
        RuleScores.of(
            person,
            List.of("GL-1b", "GL-3b", "GL-4b", "GL-5b", "GL-6b").stream()
                .map(RuleScores::rule)
                .toList(),
            RestGate::atEnd);

    assertThat(Score.some(scores)).hasSizeGreaterThan(3).allMatch(Score::exact);
  }
}
