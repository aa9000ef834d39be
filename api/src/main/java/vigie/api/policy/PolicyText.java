package vigie.api.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.MessageKind;
import vigie.api.notify.Words;

/** How a patient is told that the policy changes. Pure. */
final class PolicyText {
  private PolicyText() {}

  static Message of(UUID id, Policy policy, String language) {
    Words words = Words.of(language);
    Map<String, Object> values =
        Map.of(
            "version",
            policy.version(),
            "effective",
            words.time(policy.effective()),
            "policy",
            policy.in(language),
            "newConsent",
            policy.newConsent().stream()
                .sorted()
                .map(words::category)
                .collect(Collectors.joining(", ")));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("version", policy.version());
    fields.put("effective", policy.effective().toString());
    fields.put(
        "newConsent",
        policy.newConsent().stream().map(Enum::name).sorted().collect(Collectors.joining(",")));
    return JsonMessages.service(id, MessageKind.POLICY_CHANGE, words, values, fields);
  }
}
