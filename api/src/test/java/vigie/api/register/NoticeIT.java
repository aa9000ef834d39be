package vigie.api.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiExtension;
import vigie.reading.Category;

/** The notice as anybody reads it. */
class NoticeIT {
  @RegisterExtension
  static final ApiExtension api =
      new ApiExtension(
          Map.of("VIGIE_OPERATOR_NAME", "Clinic", "VIGIE_DPO_CONTACT", "dpo@clinic.test"));

  @Test
  @Tag("C-64")
  void everyCategorySaysWhatForOnWhatGroundForWhomAndHowLong() {
    for (String language : List.of("fr", "en")) {
      JsonNode notice = api.client().get("/notice?language=" + language).body();
      List<String> categories = new ArrayList<>();
      for (JsonNode item : notice.get("categories")) {
        categories.add(item.get("category").asText());
        for (String list : List.of("why", "from", "recipients")) {
          assertThat(item.get(list)).isNotEmpty();
        }
        for (String text : List.of("what", "basis", "controller", "howLong")) {
          assertThat(item.get(text).asText()).isNotBlank();
        }
        assertThat(item.get("optional").asBoolean()).isTrue();
      }
      assertThat(categories)
          .containsExactlyElementsOf(
              List.of(Category.values()).stream().map(Category::name).toList());
      assertThat(notice.get("rights")).isNotEmpty();
    }
    assertThat(api.client().get("/notice?language=en").text())
        .contains("blood glucose", "alerts", "GDPR art. 6(1)(a)", "your treating physician");
  }

  @Test
  @Tag("C-75")
  @Tag("C-76")
  @Tag("C-79")
  @Tag("C-90")
  void itNamesTheDpoTheAuthorityAndThePolicysVersionAndDate() {
    JsonNode notice = api.client().get("/notice").body();

    assertThat(notice.get("language").asText()).isEqualTo("fr");
    assertThat(notice.get("operator").asText()).isEqualTo("Clinic");
    assertThat(notice.get("dpo").asText()).isEqualTo("dpo@clinic.test");
    assertThat(notice.get("authority").asText()).contains("CNIL", "75334 Paris");
    assertThat(notice.get("authorityLink").asText()).startsWith("https://www.cnil.fr/");
    assertThat(notice.get("policyVersion").asText()).isEqualTo("1");
    assertThat(notice.get("policyDate").asText()).isEqualTo("2026-11-22T00:00:00Z");
    assertThat(notice.get("automatedDecision").asText()).contains("ne changent aucun soin");
  }
}
