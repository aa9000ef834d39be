package vigie.api.notify;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A text with named gaps, in Mustache: <code>{{name}}</code> is filled in, what stands between
 * <code>{{#name}}</code> and <code>{{/name}}</code> is there when the name has something, between
 * <code>{{^name}}</code> and <code>{{/name}}</code> when it has not. Checked when made. Immutable.
 */
final class MustacheTemplate {
  private static final Mustache.Compiler MUSTACHE =
      Mustache.compiler()
          // A message is plain text.
          .escapeHTML(false)
          .emptyStringIsFalse(true)
          .strictSections(true)
          .withCollector(new MapsOnly());

  private final Template template;

  /**
   * Reads the text.
   *
   * @param file named in what is wrong
   * @param allowed names that it may use
   * @param needed names that it must use
   * @throws IllegalArgumentException when it is no Mustache, uses another name or misses one
   */
  MustacheTemplate(String file, String text, Set<String> allowed, Set<String> needed) {
    Set<String> used = new TreeSet<>();
    try {
      template = MUSTACHE.compile(text);
      template.visit(new Names(used));
    } catch (MustacheException | UnsupportedOperationException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
    for (String name : used) {
      if (!allowed.contains(name)) {
        throw new IllegalArgumentException(
            "%s: {{%s}} is not one of %s".formatted(file, name, new TreeSet<>(allowed)));
      }
    }
    for (String name : new TreeSet<>(needed)) {
      if (!used.contains(name)) {
        throw new IllegalArgumentException("%s: {{%s}} is missing".formatted(file, name));
      }
    }
  }

  /** The names in this list, with a blank between each two. */
  static Set<String> names(String list) {
    return list.isEmpty() ? Set.of() : Set.of(list.split(" ", -1));
  }

  /**
   * The text with these values.
   *
   * @param values of every allowed name: a text, where the empty one is nothing, or a boolean
   */
  String fill(Map<String, Object> values) {
    return template.execute(values);
  }

  /** Values are in the map, and no object is asked by reflection what else it has. */
  private static final class MapsOnly extends BasicCollector {
    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new ConcurrentHashMap<>();
    }
  }

  private record Names(Set<String> used) implements Mustache.Visitor {
    @Override
    public void visitText(String text) {}

    @Override
    public void visitVariable(String name) {
      used.add(name);
    }

    @Override
    public boolean visitInclude(String name) {
      used.add(">" + name);
      return false;
    }

    @Override
    public boolean visitParent(String name) {
      used.add("<" + name);
      return false;
    }

    @Override
    public boolean visitBlock(String name) {
      used.add("$" + name);
      return false;
    }

    @Override
    public boolean visitSection(String name) {
      used.add(name);
      return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
      used.add(name);
      return true;
    }
  }
}
