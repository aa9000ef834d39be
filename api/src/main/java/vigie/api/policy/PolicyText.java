package vigie.api.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vigie.api.notify.CategoryWords;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.Words;

/** How a patient is told that the policy changes. Pure. */
final class PolicyText {
  private PolicyText() {}

  static Message of(UUID id, Policy policy, String language) {
    Words words = Words.of(language);
    String text =
        words
            .either(
                """
                Les règles sur vos données changent. La version %s vaudra à partir du %s :

                %s

                """,
                """
                The rules about your data change. Version %s will hold from %s:

                %s

                """)
            .formatted(policy.version(), words.time(policy.effective()), policy.in(language));
    if (!policy.newConsent().isEmpty()) {
      text +=
          words
              .either(
                  """
                  L'usage change pour : %s. Votre accord sera de nouveau nécessaire. Sans lui, ces
                  mesures ne seront plus reçues ni surveillées à partir de ce jour.
                  """,
                  """
                  What these are used for changes: %s. Your consent is needed anew. Without it these
                  readings are no longer taken in or watched from that day on.
                  """)
              .formatted(
                  policy.newConsent().stream()
                      .sorted()
                      .map(category -> CategoryWords.of(category, words.language()))
                      .collect(Collectors.joining(", ")));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("version", policy.version());
    fields.put("effective", policy.effective().toString());
    fields.put(
        "newConsent",
        policy.newConsent().stream().map(Enum::name).sorted().collect(Collectors.joining(",")));
    return JsonMessages.service(
        id,
        "POLICY_CHANGE",
        words,
        words.either(
            "Vigie : les règles sur vos données changent",
            "Vigie: the rules about your data change"),
        text,
        fields);
  }
}
