package vigie.cli.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.register.DataKind;
import vigie.register.RegisterCatalogue;

/** The pages that the operator shows. */
class RegisterPageTest {
  private static final RegisterCatalogue REGISTER = RegisterCatalogue.standard();

  @Test
  @Tag("C-92")
  void everyKindAndEveryPlaceStandsOnThePage() {
    List<String> lines = new RegisterPage(REGISTER).markdown().lines().toList();

    for (DataKind kind : REGISTER.kinds()) {
      assertThat(lines)
          .anyMatch(
              line ->
                  line.startsWith("| " + kind.id() + " | " + kind.english())
                      && line.contains(kind.basis().in("en"))
                      && line.contains(kind.retention().english()));
    }
    for (String place : REGISTER.places()) {
      assertThat(lines).anyMatch(line -> line.startsWith("| `" + place + "` |"));
    }
    assertThat(lines)
        .anyMatch(
            line -> line.startsWith("| `people.person` |") && line.contains("`email`: contact"));
  }

  @Test
  @Tag("C-93")
  void theAssessmentHasEveryKindOfPersonalDataAndEveryThreatWithWhatStandsAgainstIt()
      throws Exception {
    List<Threat> threats = CsvThreats.all();

    String page = new AssessmentPage(REGISTER, threats).markdown();

    assertThat(page).contains("| measurement |", "| contact |").doesNotContain("| technical |");
    assertThat(threats).extracting(Threat::id).doesNotHaveDuplicates().hasSizeGreaterThan(10);
    for (Threat threat : threats) {
      assertThat(page)
          .contains("| " + threat.id() + " | " + threat.threat(), threat.measures(), threat.open());
    }
    assertThat(page).contains("[Opinion of the data protection officer;");
  }

  @Test
  void aThreatWithoutAMeasureIsRefused() {
    assertThatThrownBy(
            () ->
                new Threat(
                    "T-1",
                    "fire",
                    Threat.Severity.MAXIMAL,
                    Threat.Likelihood.LIMITED,
                    " ",
                    "C-1",
                    "x"))
        .hasMessageContaining("T-1");
  }
}
