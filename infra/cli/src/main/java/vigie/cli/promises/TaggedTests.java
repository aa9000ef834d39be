package vigie.cli.promises;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Which tests carry which promise's id, read from the sources by the JDK's own parser. */
final class TaggedTests {
  private static final Pattern ID = Pattern.compile("C-\\d+");

  private TaggedTests() {}

  /**
   * The tests of a checkout.
   *
   * @return by promise: {@code Class.method}, or the class alone where all of it is tagged; in
   *     order
   */
  static Map<String, List<String>> in(Path checkout) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(checkout)) {
      sources = files.filter(TaggedTests::isTest).sorted().toList();
    }
    Map<String, List<String>> tests = new TreeMap<>();
    if (sources.isEmpty()) {
      return tests;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask parser =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      Tags tags = new Tags(tests);
      parser.parse().forEach(source -> tags.scan(source, null));
    }
    return tests;
  }

  private static boolean isTest(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith("Test.java") || name.endsWith("IT.java"))
        && file.toString().replace('\\', '/').contains("/src/test/java/");
  }

  /** Walks a source; what it is handed down is the class it is in. */
  private static final class Tags extends TreeScanner<@Nullable Void, @Nullable String> {
    private final Map<String, List<String>> tests;

    Tags(Map<String, List<String>> tests) {
      this.tests = tests;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable String outer) {
      String name = outer == null ? type.getSimpleName().toString() : outer;
      note(type.getModifiers(), name);
      return super.visitClass(type, name);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable String type) {
      note(method.getModifiers(), type + "." + method.getName());
      return super.visitMethod(method, type);
    }

    private void note(ModifiersTree modifiers, String test) {
      for (AnnotationTree annotation : modifiers.getAnnotations()) {
        if (annotation.getAnnotationType().toString().equals("Tag")
            && annotation.getArguments().get(0) instanceof LiteralTree literal
            && literal.getValue() instanceof String id
            && ID.matcher(id).matches()) {
          tests.computeIfAbsent(id, absent -> new ArrayList<>()).add(test);
        }
      }
    }
  }
}
