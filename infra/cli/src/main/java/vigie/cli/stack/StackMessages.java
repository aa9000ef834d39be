package vigie.cli.stack;

import java.util.List;

/** What people are told of a stack that is ready. */
final class StackMessages {

  private StackMessages() {}

  static List<String> ready(Stack stack) {
    Addresses at = stack.addresses();
    return List.of(
        "the stack is ready",
        "    API       " + at.api() + "  (operator's password: " + secretsFile(stack) + ")",
        "    MQTT      " + at.mqtt(),
        "    gateway   " + at.gateway() + "/health",
        "    Flink     " + at.flink(),
        "    Kafka     " + at.kafka(),
        "    database  " + at.database().jdbcUrl());
  }

  private static String secretsFile(Stack stack) {
    return stack.settings().secrets().file() + ", " + Stack.OPERATOR_SECRET;
  }
}
