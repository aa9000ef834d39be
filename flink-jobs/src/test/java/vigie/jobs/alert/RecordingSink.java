package vigie.jobs.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what a job in this JVM writes; Flink copies the sink, so the name finds the list again. */
final class RecordingSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;
  private static final Map<String, List<Object>> WRITTEN = new ConcurrentHashMap<>();

  private final String name;

  RecordingSink(String name) {
    this.name = name;
    WRITTEN.put(name, new CopyOnWriteArrayList<>());
  }

  @SuppressWarnings("unchecked") // Only writers of this name's sink put anything in.
  List<T> written() {
    return (List<T>) new ArrayList<>(WRITTEN.getOrDefault(name, List.of()));
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    List<Object> written = WRITTEN.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>());
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context context) {
        written.add(element);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
