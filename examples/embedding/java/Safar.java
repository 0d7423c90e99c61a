import com.sun.jna.Callback;
import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The part of safar.h that the story needs, by JNA. What is opened is closed by try-with-resources. */
final class Safar {
  private Safar() {}

  /** The C functions, by their names. A size_t is a long here, on the 64-bit machines that this is for. */
  interface C extends Library {
    C LIB = Native.load("safar", C.class);

    /** Microseconds since 1970 UTC; may be called from any thread that uses the register. */
    interface Clock extends Callback {
      long now(Pointer user);
    }

    int safar_error_code(Pointer e);
    Pointer safar_error_json(Pointer e);
    void safar_error_free(Pointer e);
    Pointer safar_buffer_data(Pointer b, Pointer n);
    void safar_buffer_free(Pointer b);
    int safar_options_create(byte[] json, long n, PointerByReference out, PointerByReference e);
    int safar_options_set_clock(Pointer o, Clock clock, Pointer user);
    void safar_options_free(Pointer o);
    int safar_open(byte[] path, long n, Pointer o, PointerByReference out, PointerByReference e);
    int safar_close(Pointer r, PointerByReference e);
    int safar_session_open(Pointer r, byte[] who, long n, PointerByReference out, PointerByReference e);
    void safar_session_close(Pointer s);
    int safar_execute(Pointer s, byte[] command, long n, PointerByReference out, PointerByReference e);
    int safar_query(Pointer s, byte[] query, long n, PointerByReference out, PointerByReference e);
    int safar_query_arrow(Pointer s, byte[] query, long n, Pointer out, PointerByReference e);
  }

  /** A failure: its code, and everything about it as JSON. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1;
    final int code;
    final String json;

    private Failure(int code, String json) {
      super(member(json, "message"));
      this.code = code;
      this.json = json;
    }
  }

  /** The text of a member of canonical JSON (no spaces), up to the next quote. A program of yours has Jackson or the like for this. */
  static String member(String json, String name) {
    String key = "\"" + name + "\":\"";
    int from = json.indexOf(key);
    return from < 0 ? "" : json.substring(from + key.length(), json.indexOf('"', from + key.length()));
  }

  /** Copies the error of a failed call and frees it. */
  private static void check(int status, PointerByReference e) throws Failure {
    if (status == 0) return;
    Pointer error = e.getValue();
    String json = C.LIB.safar_error_json(error).getString(0, "UTF-8");
    C.LIB.safar_error_free(error);
    throw new Failure(status, json);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static final class Register implements AutoCloseable {
    private final Pointer c;
    private final C.Clock clock; // C has only its address: it must be reachable as long as the register

    Register(String path, String options, C.Clock clock) throws Failure {
      PointerByReference o = new PointerByReference(), r = new PointerByReference(), e = new PointerByReference();
      byte[] how = utf8(options), where = utf8(path);
      check(C.LIB.safar_options_create(how, how.length, o, e), e);
      try {
        C.LIB.safar_options_set_clock(o.getValue(), clock, null);
        check(C.LIB.safar_open(where, where.length, o.getValue(), r, e), e);
      } finally {
        C.LIB.safar_options_free(o.getValue());
      }
      this.c = r.getValue();
      this.clock = clock;
    }

    Session session(String who) throws Failure {
      PointerByReference s = new PointerByReference(), e = new PointerByReference();
      byte[] json = utf8(who);
      check(C.LIB.safar_session_open(c, json, json.length, s, e), e);
      return new Session(s.getValue());
    }

    /** After its sessions, once. */
    @Override
    public void close() throws Failure {
      PointerByReference e = new PointerByReference();
      check(C.LIB.safar_close(c, e), e);
    }
  }

  /** One person's work, in one thread at a time. */
  static final class Session implements AutoCloseable {
    private final Pointer c;

    private Session(Pointer c) {
      this.c = c;
    }

    private interface Call {
      int of(byte[] json, long n, PointerByReference out, PointerByReference e);
    }

    private static String text(String json, Call call) throws Failure {
      PointerByReference out = new PointerByReference(), e = new PointerByReference();
      byte[] bytes = utf8(json);
      check(call.of(bytes, bytes.length, out, e), e);
      String text = C.LIB.safar_buffer_data(out.getValue(), null).getString(0, "UTF-8");
      C.LIB.safar_buffer_free(out.getValue());
      return text;
    }

    String execute(String command) throws Failure {
      return text(command, (json, n, out, e) -> C.LIB.safar_execute(c, json, n, out, e));
    }

    String query(String query) throws Failure {
      return text(query, (json, n, out, e) -> C.LIB.safar_query(c, json, n, out, e));
    }

    /** A first column of text: its name, its values, and how many columns there are. A program with Arrow's arrow-c-data gives the
     *  stream to Data.importArrayStream instead. Offsets are those of the structs in safar/c/arrow.h. */
    Column queryArrow(String query) throws Failure {
      PointerByReference e = new PointerByReference();
      byte[] json = utf8(query);
      Memory stream = new Memory(5 * 8), schema = new Memory(9 * 8), batch = new Memory(10 * 8);
      check(C.LIB.safar_query_arrow(c, json, json.length, stream, e), e);
      try {
        ask(stream, 0, schema); // get_schema
        Pointer first = schema.getPointer(40).getPointer(0);
        if (!first.getPointer(0).getString(0).equals("u")) throw new IllegalStateException("not text");
        Column column = new Column(first.getPointer(8).getString(0, "UTF-8"), schema.getLong(32));
        release(schema, 56);
        for (;;) {
          ask(stream, 8, batch); // get_next
          if (batch.getPointer(64) == null) return column; // a released batch is the end
          Pointer text = batch.getPointer(48).getPointer(0), buffers = text.getPointer(40); // validity, 32-bit offsets, bytes
          Pointer ends = buffers.getPointer(8).share(4 * text.getLong(16)), bytes = buffers.getPointer(16);
          for (long row = 0; row < batch.getLong(0); ++row) {
            int from = ends.getInt(4 * row), to = ends.getInt(4 * row + 4);
            column.values.add(new String(bytes.getByteArray(from, to - from), StandardCharsets.UTF_8));
          }
          release(batch, 64);
        }
      } finally {
        release(stream, 24);
      }
    }

    private static void ask(Pointer stream, long member, Pointer out) {
      int failed = Function.getFunction(stream.getPointer(member)).invokeInt(new Object[] {stream, out});
      if (failed != 0) throw new IllegalStateException("errno " + failed);
    }

    private static void release(Pointer struct, long member) {
      Function.getFunction(struct.getPointer(member)).invokeVoid(new Object[] {struct});
    }

    @Override
    public void close() {
      C.LIB.safar_session_close(c);
    }
  }

  static final class Column {
    final String name;
    final long columns;
    final List<String> values = new ArrayList<>();

    private Column(String name, long columns) {
      this.name = name;
      this.columns = columns;
    }
  }
}
