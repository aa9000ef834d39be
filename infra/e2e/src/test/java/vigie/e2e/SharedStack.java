package vigie.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link StackUnderTest} that all classes of a run share: for tests that break
 * nothing and keep to patients of their own.
 */
final class SharedStack implements ParameterResolver {
  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(SharedStack.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(StackUnderTest.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // Closed by JUnit when the run ends.
    return context
        .getRoot()
        .getStore(OURS)
        .computeIfAbsent(
            StackUnderTest.class, type -> new StackUnderTest(folder()), StackUnderTest.class);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("vigie-e2e-");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the stack", e);
    }
  }
}
