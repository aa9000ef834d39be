package vigie.cli.client;

import java.net.URI;
import java.nio.file.Path;

/**
 * The stack that a program works against.
 *
 * @param api such as {@code http://127.0.0.1:8080}
 * @param broker such as {@code tcp://127.0.0.1:1883}
 * @param operatorPassword of the account {@code operator}
 * @param data the stack's data folder, where accounts made by these programs are remembered
 */
public record Target(URI api, URI broker, String operatorPassword, Path data) {
  /** Where accounts made by these programs are remembered. */
  public Path enrolmentBook() {
    return data.resolve("enrolled.jsonl");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Target[" + api + ", " + broker + "]";
  }
}
