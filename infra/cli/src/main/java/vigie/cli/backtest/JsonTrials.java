package vigie.cli.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Severity;
import vigie.cli.JsonOutput;
import vigie.cli.export.ExportException;
import vigie.engine.trial.TrialAlert;
import vigie.engine.trial.TrialSummary;

/** Rule files, and trials as the API has them. */
final class JsonTrials {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonTrials() {}

  /**
   * The rule to try: the only one of a file, or that of this id.
   *
   * @param file one rule, or a list of them as {@code rules.json} is
   * @throws ExportException when the file is neither, or which rule is meant is not clear
   */
  static Candidate candidate(Path file, @Nullable String id) throws IOException {
    JsonNode content;
    try {
      content = JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new ExportException(
          file
              + " is not JSON in line "
              + e.getLocation().getLineNr()
              + ": "
              + e.getOriginalMessage());
    }
    List<JsonNode> rules = new ArrayList<>();
    if (content.isArray()) {
      content.forEach(rules::add);
    } else {
      rules.add(content);
    }
    if (id != null && content.isArray()) {
      rules.removeIf(rule -> !rule.path("id").asText().equals(id));
    }
    if (rules.size() != 1 || !rules.get(0).isObject()) {
      throw new ExportException(
          "%s has %d rules%s: name one with --rule"
              .formatted(file, rules.size(), id == null ? "" : " of the id " + id));
    }
    JsonNode rule = rules.get(0);
    String named = id == null ? rule.path("id").asText() : id;
    if (named.isEmpty()) {
      throw new ExportException("the rule in " + file + " has no id: name it with --rule");
    }
    return new Candidate(
        named, JSON.convertValue(rule, new TypeReference<Map<String, @Nullable Object>>() {}));
  }

  /** A trial of one patient, as it is asked of the API. */
  static String request(Candidate candidate, UUID patient, BacktestPeriod period) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("rule", candidate.fields());
    body.put("patients", List.of(patient.toString()));
    body.put("from", period.from().toString());
    body.put("to", period.to().toString());
    body.put("history", period.history().toString());
    body.put("answerAfter", period.answerAfter().toString());
    return JsonOutput.of(body);
  }

  /** The one patient of the API's answer. */
  static PatientTrial answer(String body) {
    try {
      JsonNode patient = JSON.readTree(body).path("patients").path(0);
      return new PatientTrial(
          patient.path("patient").asText(),
          patient.path("readings").asLong(),
          patient.path("days").asLong(),
          alerts(patient.path("inForce")),
          alerts(patient.path("candidate")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the API's answer is not JSON", e);
    }
  }

  /** All that was found, for programs. */
  static String output(Candidate candidate, List<PatientTrial> trials) {
    long days = trials.stream().mapToLong(PatientTrial::days).sum();
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("rule", candidate.fields());
    output.put(
        "inForce", TrialSummary.of(trials.stream().map(PatientTrial::inForce).toList(), days));
    output.put(
        "candidate", TrialSummary.of(trials.stream().map(PatientTrial::candidate).toList(), days));
    List<Map<String, Object>> patients = new ArrayList<>();
    for (PatientTrial trial : trials) {
      Map<String, Object> patient = new LinkedHashMap<>();
      patient.put("patient", trial.patient());
      patient.put("readings", trial.readings());
      patient.put("days", trial.days());
      patient.put("inForce", rows(trial.inForce()));
      patient.put("candidate", rows(trial.candidate()));
      patients.add(patient);
    }
    output.put("patients", patients);
    return JsonOutput.of(output);
  }

  private static List<TrialAlert> alerts(JsonNode rows) {
    List<TrialAlert> alerts = new ArrayList<>();
    for (JsonNode row : rows) {
      alerts.add(
          new TrialAlert(
              UUID.fromString(row.path("alert").asText()),
              row.path("family").asText(),
              Severity.valueOf(row.path("severity").asText()),
              Instant.parse(row.path("onset").asText()),
              Instant.parse(row.path("opened").asText()),
              row.path("delaySeconds").asDouble(),
              row.path("retrospective").asBoolean(),
              row.path("occurrences").asInt(),
              row.path("ofRule").asBoolean()));
    }
    return alerts;
  }

  private static List<Map<String, Object>> rows(List<TrialAlert> alerts) {
    return alerts.stream()
        .map(
            alert -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("alert", alert.alert().toString());
              row.put("family", alert.family());
              row.put("severity", alert.severity().name());
              row.put("onset", alert.onset().toString());
              row.put("opened", alert.opened().toString());
              row.put("delaySeconds", alert.delaySeconds());
              row.put("retrospective", alert.retrospective());
              row.put("occurrences", alert.occurrences());
              row.put("ofRule", alert.ofRule());
              return row;
            })
        .toList();
  }
}
