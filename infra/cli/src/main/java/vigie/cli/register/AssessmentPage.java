package vigie.cli.register;

import java.util.List;
import java.util.stream.Collectors;
import vigie.register.DataClass;
import vigie.register.DataKind;
import vigie.register.RegisterCatalogue;

/**
 * The facts for an impact assessment (GDPR article 35), in the order in which the French
 * authority's method asks for them. What only people can say stands in square brackets.
 */
final class AssessmentPage {
  /** Where the page lies under the documents' folder. */
  static final String NAME = "impact-assessment.md";

  private final RegisterCatalogue register;
  private final List<Threat> threats;

  AssessmentPage(RegisterCatalogue register, List<Threat> threats) {
    this.register = register;
    this.threats = List.copyOf(threats);
  }

  /** The page, in Markdown. */
  String markdown() {
    List<DataKind> personal =
        register.kinds().stream().filter(kind -> kind.type() != DataClass.TECHNICAL).toList();
    StringBuilder page = new StringBuilder();
    page.append("# Impact assessment: the facts\n\n")
        .append("Filled from the register and the list of threats by ")
        .append("`./vigie register --assessment --write`; do not edit it: copy it.\n")
        .append("What stands in [brackets] is the operator's to say.\n\n");
    page.append("## 1. Context\n\n")
        .append("Vigie takes readings of patients' devices, keeps them, and tells people of")
        .append(" abnormal ones.\n\n")
        .append("- Controller: [name]; data protection officer: [contact]; host: [name,")
        .append(" certificate, region]\n- Number of patients: [number]; [minors or other")
        .append(" vulnerable people: yes or no]\n\n### Data\n\n")
        .append(RegisterPage.kinds(personal));
    page.append("\n## 2. Necessity and proportion\n\n| question | answer |\n|---|---|\n");
    row(page, "Purposes", "the four of the charter and what running it needs; others are refused");
    row(page, "Grounds", grounds(personal));
    row(page, "Minimisation", "what no schema names is dropped at intake and counted (C-94)");
    row(page, "Duration", "per kind, above; a nightly run with certificates (C-80, C-86)");
    row(page, "Information", "`GET /notice`, per category, with version and date (C-64, C-90)");
    row(page, "Consent", "per category, before anything is stored; withdrawn at once (C-34, C-36)");
    row(page, "Transfers", "[none outside the European Economic Area, or which, on what ground]");
    page.append("\n## 3. Risks\n\n")
        .append("| id | threat | severity | likelihood | measures | promises | remains |\n")
        .append("|---|---|---|---|---|---|---|\n");
    for (Threat threat : threats) {
      page.append(
          "| %s | %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  threat.id(),
                  threat.threat(),
                  threat.severity(),
                  threat.likelihood(),
                  threat.measures(),
                  threat.promises().replace(" ", ", "),
                  threat.open()));
    }
    page.append("\n## 4. Decision\n\n[Opinion of the data protection officer; opinion of the")
        .append(" patients or their representatives; decision, date, name; date of review.]\n");
    return page.toString();
  }

  private static void row(StringBuilder page, String question, String answer) {
    page.append("| ").append(question).append(" | ").append(answer).append(" |\n");
  }

  private static String grounds(List<DataKind> kinds) {
    return kinds.stream()
        .map(kind -> kind.basis().in("en"))
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
