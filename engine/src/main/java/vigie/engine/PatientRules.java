package vigie.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vigie.patient.ProfileFlag;
import vigie.reading.MetricCatalogue;

/** The rules in force for one patient, by the scopes in which they are judged. Immutable. */
final class PatientRules {
  private final Set<ProfileFlag> flags;
  private final Map<String, Scope> scopes = new TreeMap<>();
  private final List<RuleInForce> technical;
  private final Map<Integer, List<Scope>> byMetric = new HashMap<>();

  /** These rules, for a patient with these flags, who ranked devices so. */
  PatientRules(
      List<RuleInForce> rules, Set<ProfileFlag> flags, Map<String, List<String>> sourceOrder) {
    this.flags = flags;
    Map<String, List<RuleInForce>> grouped = new TreeMap<>();
    for (RuleInForce rule : rules) {
      String name = Scope.nameOf(MetricCatalogue.standard().metric(rule.metric()));
      grouped.computeIfAbsent(name, scope -> new ArrayList<>()).add(rule);
    }
    List<RuleInForce> onDevices = grouped.remove(Scope.DEVICE);
    technical = onDevices == null ? List.of() : onDevices;
    Map<String, List<RuleInForce>> listening = listening();
    listening.keySet().forEach(name -> grouped.computeIfAbsent(name, scope -> List.of()));
    grouped.forEach(
        (name, inScope) ->
            scopes.put(
                name,
                new Scope(
                    name, inScope, flags, sourceOrder, listening.getOrDefault(name, List.of()))));
    for (Scope scope : scopes.values()) {
      Set<Integer> taken = new TreeSet<>(scope.measured());
      taken.addAll(scope.listened());
      for (int metric : taken) {
        byMetric.computeIfAbsent(metric, number -> new ArrayList<>(2)).add(scope);
      }
    }
  }

  /** The rules on what is missing, by the scopes of what they miss. */
  private Map<String, List<RuleInForce>> listening() {
    Map<String, List<RuleInForce>> listening = new TreeMap<>();
    for (RuleInForce rule : technical) {
      Scope.missed(rule.metric())
          .map(Scope::nameOf)
          .ifPresent(name -> listening.computeIfAbsent(name, s -> new ArrayList<>()).add(rule));
    }
    return listening;
  }

  /** The scopes in which samples of the metric of this number mean anything. */
  List<Scope> taking(int metric) {
    return byMetric.getOrDefault(metric, List.of());
  }

  /** The scope of this name; without rules when none is in force there. */
  Scope scope(String name) {
    if (Scope.isDevice(name)) {
      // There are as many as devices, and few are asked for at a time.
      String device = Scope.deviceOf(name);
      return new Scope(name, technical.stream().map(rule -> rule.about(device)).toList(), flags);
    }
    Scope scope = scopes.get(name);
    return scope == null ? new Scope(name, List.of(), flags) : scope;
  }

  /** The rule of this id, when it is in force for this patient. */
  @Nullable RuleInForce rule(String id) {
    for (Scope scope : scopes.values()) {
      RuleInForce rule = scope.rule(id);
      if (rule != null) {
        return rule;
      }
    }
    return null;
  }
}
