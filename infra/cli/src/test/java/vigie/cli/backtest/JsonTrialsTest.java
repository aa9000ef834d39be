package vigie.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.Severity;
import vigie.cli.export.ExportException;
import vigie.engine.trial.TrialAlert;

class JsonTrialsTest {
  private static final UUID PATIENT = new UUID(1, 2);

  private final Path folder;

  JsonTrialsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aFileWithOneRuleNamesIt() throws IOException {
    Candidate candidate = candidate("{\"id\": \"HR-3\", \"condition\": \">= 118\"}", null);

    assertThat(candidate.id()).isEqualTo("HR-3");
    assertThat(candidate.fields()).containsEntry("condition", ">= 118");
  }

  @Test
  void ofAListTheNamedRuleIsTaken() throws IOException {
    assertThat(candidate("[{\"id\": \"A\", \"version\": 1}, {\"id\": \"B\"}]", "A").fields())
        .containsEntry("version", 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"id\": \"A\"}, {\"id\": \"B\"}]||has 2 rules: name one with --rule",
        "[{\"id\": \"A\"}]|B|has 0 rules of the id B: name one with --rule",
        "{\"condition\": \"> 1\"}||has no id: name it with --rule",
        "{\"id\": ||is not JSON in line 1",
        "7||name one with --rule",
      })
  void aFileThatSaysNoOneRuleIsRefused(String text, @Nullable String rule, String words) {
    assertThatThrownBy(() -> candidate(text, rule))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aRequestSaysWhatTheApiAsksFor() throws IOException {
    BacktestPeriod period =
        new BacktestPeriod(
            BacktestPeriod.time("2026-03-01"),
            BacktestPeriod.time("2026-03-02T08:00:00Z"),
            Duration.ofDays(30),
            Duration.ofMinutes(10));

    assertThat(JsonTrials.request(candidate("{\"id\": \"A\"}", null), PATIENT, period))
        .isEqualTo(
            "{\"rule\":{\"id\":\"A\"},\"patients\":[\"00000000-0000-0001-0000-000000000002\"],"
                + "\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"2026-03-02T08:00:00Z\","
                + "\"history\":\"PT720H\",\"answerAfter\":\"PT10M\"}");
  }

  @Test
  void whatIsPrintedForProgramsIsReadBack() throws IOException {
    PatientTrial trial = trial("p", alert(1, Severity.HIGH), alert(2, Severity.MEDIUM));

    assertThat(
            JsonTrials.answer(JsonTrials.output(candidate("{\"id\":\"A\"}", null), List.of(trial))))
        .isEqualTo(trial);
  }

  @Test
  void theReportSetsBothSidesBesideEachOtherAndNamesWhoIsConcerned() {
    TrialAlert severe = alert(1, Severity.HIGH);
    PatientTrial fewer =
        new PatientTrial("a", 100, 2, List.of(severe, alert(2, Severity.MEDIUM)), List.of(severe));
    PatientTrial same = new PatientTrial("b", 50, 2, List.of(severe), List.of(severe));

    assertThat(BacktestReport.lines("HR-3", List.of(fewer, same)))
        .contains(
            "HR-3 on 2 patients, 4 patient-days, 150 readings",
            "alerts of the family                          3            2",
            "  HIGH                                        2            2",
            "  MEDIUM                                      1            0",
            "alerts a patient and day                  0.750        0.500",
            "median delay after the limit, s             600          600",
            "  a                                           2            1")
        .noneMatch(line -> line.startsWith("  b"));
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "2026-13-01", "2026-03-01T25:00:00Z"})
  void aTimeThatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> BacktestPeriod.time(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  private Candidate candidate(String text, @Nullable String rule) throws IOException {
    Path file = folder.resolve("rule.json");
    Files.writeString(file, text);
    return JsonTrials.candidate(file, rule);
  }

  private static PatientTrial trial(String patient, TrialAlert... alerts) {
    return new PatientTrial(patient, 10, 1, List.of(alerts), List.of(alerts[0]));
  }

  private static TrialAlert alert(int number, Severity severity) {
    Instant onset = Instant.parse("2026-03-01T00:00:00Z");
    return new TrialAlert(
        new UUID(0, number),
        "heart-rate-high",
        severity,
        onset,
        onset.plusSeconds(600),
        600,
        false,
        1,
        true);
  }
}
