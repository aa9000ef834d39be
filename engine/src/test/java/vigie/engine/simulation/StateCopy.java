package vigie.engine.simulation;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vigie.engine.InMemoryPatient;

/**
 * What a checkpoint keeps: a copy by public fields, which are what Flink stores. A part of the
 * state that were not public would be lost here as it would be there.
 */
final class StateCopy {
  private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

  private StateCopy() {}

  static InMemoryPatient of(InMemoryPatient memory) {
    InMemoryPatient copy = new InMemoryPatient();
    copy.profile(memory.profile());
    copy.waiting(memory.waiting().stream().map(one -> of(one)).toList());
    for (String name : memory.watched()) {
      copy.watch(name, of(Objects.requireNonNull(memory.watch(name))));
    }
    return copy;
  }

  @SuppressWarnings("unchecked")
  private static <T> T of(T value) {
    return (T) Objects.requireNonNull(copy(value));
  }

  private static @Nullable Object copy(@Nullable Object value) {
    if (value == null
        || value instanceof Number
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Enum<?>) {
      return value;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      for (Object element : list) {
        copy.add(copy(element));
      }
      return copy;
    }
    if (value.getClass().isArray()) {
      int length = Array.getLength(value);
      Object copy = Array.newInstance(value.getClass().getComponentType(), length);
      System.arraycopy(value, 0, copy, 0, length);
      return copy;
    }
    try {
      Object copy = value.getClass().getConstructor().newInstance();
      for (Field field : FIELDS.computeIfAbsent(value.getClass(), StateCopy::fields)) {
        if (field.getType() == long.class) {
          field.setLong(copy, field.getLong(value));
        } else if (field.getType() == int.class) {
          field.setInt(copy, field.getInt(value));
        } else {
          field.set(copy, copy(field.get(value)));
        }
      }
      return copy;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(value.getClass() + " cannot be stored", e);
    }
  }

  private static List<Field> fields(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .toList();
  }
}
