package vigie.cli.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What people are told of a stack that is ready. */
final class StackMessages {

  private StackMessages() {}

  static List<String> ready(StackSettings settings, Addresses at, Set<String> parts) {
    List<String> lines = new ArrayList<>();
    lines.add("the stack is ready");
    if (parts.contains(StackParts.API)) {
      lines.add("    API       " + at.api());
      lines.add(
          "              sign in as operator; the password is in " + settings.secrets().file());
    }
    if (parts.contains(StackParts.MQTT)) {
      lines.add("    MQTT      " + at.mqtt());
    }
    if (parts.contains(StackParts.GATEWAY)) {
      lines.add("    gateway   " + at.gateway() + "/health");
    }
    if (parts.contains(StackParts.JOB_MANAGER)) {
      lines.add("    Flink     " + at.flink());
    }
    return lines;
  }
}
