package vigie.cli.register;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.register.DataKind;
import vigie.register.RegisterCatalogue;

/** The register as a page: what is kept of whom, and where. */
final class RegisterPage {
  /** Where the page lies under the documents' folder. */
  static final String NAME = "register.md";

  private final RegisterCatalogue register;

  RegisterPage(RegisterCatalogue register) {
    this.register = register;
  }

  /** The page, in Markdown. */
  String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# The register of processing\n\n")
        .append("What is kept of whom, what for, on what ground and how long (GDPR article 30).\n")
        .append("`./vigie register --write` makes this page from `register.json`; do not edit it.")
        .append(" The build fails for a\ncolumn or field that it does not declare.\n\n");
    page.append("## Kinds of data\n\n").append(kinds(register.kinds()));
    page.append("\n## Where they lie\n\n| table, topic or record | kind | exceptions |\n")
        .append("|---|---|---|\n");
    for (String place : register.places()) {
      Map<String, DataKind> declared = register.place(place);
      DataKind others = declared.get("*");
      page.append(
          "| `%s` | %s | %s |%n"
              .formatted(place, others == null ? "" : others.id(), exceptions(declared, others)));
    }
    return page.toString();
  }

  /** A table of these kinds. */
  static String kinds(List<DataKind> kinds) {
    StringBuilder table = new StringBuilder();
    table
        .append("| kind | what | class | purposes | basis | from | controller | recipients")
        .append(" | kept | needed |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (DataKind kind : kinds) {
      table.append(
          "| %s | %s | %s | %s | %s | %s | %s | %s | %s (%s) | %s |%n"
              .formatted(
                  kind.id(),
                  kind.in("en"),
                  kind.type().in("en"),
                  list(kind.purposes().stream().map(each -> each.in("en")).toList()),
                  kind.basis().in("en"),
                  list(kind.sources().stream().map(each -> each.in("en")).toList()),
                  kind.controller().in("en"),
                  list(kind.recipients().stream().map(each -> each.in("en")).toList()),
                  kind.retention().in("en"),
                  kind.retention().promise(),
                  kind.optional() ? "no" : "yes"));
    }
    return table.toString();
  }

  private static String exceptions(Map<String, DataKind> declared, @Nullable DataKind others) {
    return declared.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("*") && !entry.getValue().equals(others))
        .map(entry -> "`" + entry.getKey() + "`: " + entry.getValue().id())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String list(List<String> words) {
    return words.isEmpty() ? "nobody" : String.join(", ", words);
  }
}
