import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** Counts 0, 1, 2 … in keyed state and writes "number count" lines; compiled by the test. */
public final class CountingJob {

  public static void main(String[] args) throws Exception {
    String file = args[0];
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    GeneratorFunction<Long, Long> numbers = number -> number;
    env.fromSource(
            new DataGeneratorSource<>(
                numbers, Long.MAX_VALUE, RateLimiterStrategy.perSecond(50), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .keyBy(number -> 0)
        .process(new Counter(file))
        .uid("counter")
        .sinkTo(new DiscardingSink<>());
    env.execute("counting");
  }

  private static final class Counter extends KeyedProcessFunction<Integer, Long, Long> {
    private final String file;
    private transient ValueState<Long> count;

    Counter(String file) {
      this.file = file;
    }

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out)
        throws Exception {
      Long before = count.value();
      long now = before == null ? 1 : before + 1;
      count.update(now);
      Files.write(
          Path.of(file),
          (number + " " + now + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      out.collect(now);
    }
  }
}
