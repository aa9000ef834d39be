package vigie.e2e;

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

  /** Under the build's output, so that the next clean build takes it away. */
  private static Path folder() {
    return Path.of("target", "stack", Long.toString(ProcessHandle.current().pid()));
  }
}
