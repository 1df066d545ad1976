package dev.clew.logs.framing;

/// Whether a line goes on with the record before it: a state machine over the lines of one stream.
/// It knows the stack traces of the JVM (`at`, `Caused by:`, `Suppressed:`, `... n more`), of
/// Node.js and .NET, of Python (with chains and groups), of Go (with all goroutines), and npm's
/// blocks. Not thread-safe.
final class Join {
  /// What a line is to the record that is open.
  enum Line {
    /// It begins another record.
    NEW,
    /// It belongs to the record and says something: a message.
    HEAD,
    /// It belongs to the record and is a place in a program.
    FRAME,
    /// It is blank, and belongs to the record only if a later line does.
    GAP
  }

  private enum State {
    PLAIN,
    TRACE,
    PROPERTIES,
    REQUIRE_STACK,
    PYTHON,
    PYTHON_DONE,
    PYTHON_CHAINED,
    PYTHON_GROUP,
    GO,
    NPM
  }

  private static final byte[] AT = Bytes.of("at ");
  private static final byte[] MORE = Bytes.of("... ");
  private static final byte[] CAUSED_BY = Bytes.of("Caused by: ");
  private static final byte[] SUPPRESSED = Bytes.of("Suppressed: ");
  private static final byte[] CAUSE = Bytes.of("[cause]: ");
  private static final byte[] REQUIRE_STACK = Bytes.of("Require stack:");
  private static final byte[] LIST_ITEM = Bytes.of("- ");
  private static final byte[] TRACEBACK = Bytes.of("Traceback (most recent call last):");
  private static final byte[] FILE = Bytes.of("File \"");
  private static final byte[] DURING = Bytes.of("During handling of the above exception");
  private static final byte[] DIRECT = Bytes.of("The above exception was the direct cause");
  private static final byte[] GROUP = Bytes.of("+ Exception Group Traceback (most recent");
  private static final byte[] PANIC = Bytes.of("panic: ");
  private static final byte[] GO_FATAL = Bytes.of("fatal error: ");
  private static final byte[] GOROUTINE = Bytes.of("goroutine ");
  private static final byte[] CREATED_BY = Bytes.of("created by ");
  private static final byte[] SIGNAL = Bytes.of("[signal ");
  private static final byte[] RUNTIME_STACK = Bytes.of("runtime stack:");
  private static final byte[] ELIDED = Bytes.of("...additional frames elided...");
  private static final byte[] NPM_OLD = Bytes.of("npm ERR!");
  private static final byte[] NPM = Bytes.of("npm error");

  private State state = State.PLAIN;
  private boolean gap;

  Frame.Shape shape() {
    return switch (state) {
      case PLAIN -> Frame.Shape.LINE;
      case TRACE, PROPERTIES, REQUIRE_STACK -> Frame.Shape.TRACE;
      case PYTHON, PYTHON_DONE, PYTHON_CHAINED, PYTHON_GROUP -> Frame.Shape.PYTHON;
      case GO -> Frame.Shape.GO;
      case NPM -> Frame.Shape.NPM;
    };
  }

  /// The line begins a record.
  void start(byte[] bytes, int from, int to) {
    gap = false;
    state = from == to ? State.PLAIN : first(bytes, from, to);
  }

  private static State first(byte[] bytes, int from, int to) {
    byte initial = bytes[from];
    if (initial == ' ' || initial == '\t') {
      return indented(bytes, Bytes.skipBlanks(bytes, from, to), to);
    }
    if (bytes[to - 1] == ':' && Bytes.ends(bytes, from, to, TRACEBACK)) {
      return State.PYTHON;
    }
    return switch (initial) {
      case 'p' -> Bytes.starts(bytes, from, to, PANIC) ? State.GO : State.PLAIN;
      case 'f' -> Bytes.starts(bytes, from, to, GO_FATAL) ? State.GO : State.PLAIN;
      case 'g' -> isGoroutine(bytes, from, to) ? State.GO : State.PLAIN;
      case 'n' -> isNpm(bytes, from, to) ? State.NPM : State.PLAIN;
      default -> State.PLAIN;
    };
  }

  private static State indented(byte[] bytes, int at, int to) {
    if (Bytes.starts(bytes, at, to, FILE)) {
      return State.PYTHON;
    }
    if (Bytes.starts(bytes, at, to, GROUP)) {
      return State.PYTHON_GROUP;
    }
    return isFrame(bytes, at, to) ? State.TRACE : State.PLAIN;
  }

  /// The line comes after the record that is open.
  Line next(byte[] bytes, int from, int to) {
    int at = Bytes.skipBlanks(bytes, from, to);
    if (at == to) {
      gap = true;
      return Line.GAP;
    }
    boolean afterGap = gap;
    gap = false;
    boolean isIndented = at > from;
    return switch (state) {
      case PLAIN, TRACE -> afterGap ? Line.NEW : afterTrace(bytes, at, to, isIndented);
      case PROPERTIES -> property(bytes, at, to, isIndented);
      case REQUIRE_STACK -> required(bytes, at, to, isIndented);
      case PYTHON -> python(bytes, at, to, isIndented);
      case PYTHON_DONE -> afterGap && isChain(bytes, from, to) ? chained() : Line.NEW;
      case PYTHON_CHAINED -> retraced(bytes, from, to);
      case PYTHON_GROUP -> isIndented ? grouped(bytes, at, to) : Line.NEW;
      case GO -> go(bytes, at, to, isIndented);
      case NPM -> npm(bytes, from, to);
    };
  }

  private Line afterTrace(byte[] bytes, int at, int to, boolean isIndented) {
    if (isIndented && isFrame(bytes, at, to)) {
      return traced(bytes, to);
    }
    if (Bytes.starts(bytes, at, to, CAUSED_BY) && (!isIndented || state == State.TRACE)) {
      state = State.TRACE;
      return Line.HEAD;
    }
    if (!isIndented && Bytes.starts(bytes, at, to, REQUIRE_STACK)) {
      state = State.REQUIRE_STACK;
      return Line.FRAME;
    }
    if (state != State.TRACE) {
      return Line.NEW;
    }
    if (Bytes.starts(bytes, at, to, SUPPRESSED)) {
      return Line.HEAD;
    }
    return isIndented && Bytes.starts(bytes, at, to, MORE) ? Line.FRAME : Line.NEW;
  }

  /// After the last frame of an error with properties, Node.js prints those in braces.
  private Line traced(byte[] bytes, int to) {
    state = bytes[to - 1] == '{' ? State.PROPERTIES : State.TRACE;
    return Line.FRAME;
  }

  private Line property(byte[] bytes, int at, int to, boolean isIndented) {
    if (isIndented) {
      return Bytes.starts(bytes, at, to, CAUSE) ? Line.HEAD : Line.FRAME;
    }
    if (bytes[at] != '}') {
      return Line.NEW;
    }
    state = State.TRACE;
    return Line.FRAME;
  }

  private Line required(byte[] bytes, int at, int to, boolean isIndented) {
    if (!isIndented) {
      return Bytes.starts(bytes, at, to, LIST_ITEM) ? Line.FRAME : Line.NEW;
    }
    return isFrame(bytes, at, to) ? traced(bytes, to) : Line.NEW;
  }

  private Line python(byte[] bytes, int at, int to, boolean isIndented) {
    if (isIndented) {
      return Line.FRAME;
    }
    if (!isException(bytes, at, to)) {
      return Line.NEW;
    }
    state = State.PYTHON_DONE;
    return Line.HEAD;
  }

  private Line chained() {
    state = State.PYTHON_CHAINED;
    return Line.FRAME;
  }

  private Line retraced(byte[] bytes, int from, int to) {
    if (!Bytes.starts(bytes, from, to, TRACEBACK)) {
      return Line.NEW;
    }
    state = State.PYTHON;
    return Line.FRAME;
  }

  /// In a group, `|` and `+---` stand before the lines of the exceptions that are in it.
  private static Line grouped(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (Bytes.isBlank(bytes[at]) || bytes[at] == '|')) {
      at++;
    }
    boolean isHead = at < to && bytes[at] >= 'A' && bytes[at] <= 'Z' && isException(bytes, at, to);
    return isHead ? Line.HEAD : Line.FRAME;
  }

  private static Line go(byte[] bytes, int at, int to, boolean isIndented) {
    if (isIndented) {
      return Bytes.starts(bytes, at, to, PANIC) ? Line.HEAD : Line.FRAME;
    }
    boolean isPart =
        Bytes.starts(bytes, at, to, GOROUTINE)
            || Bytes.starts(bytes, at, to, CREATED_BY)
            || Bytes.starts(bytes, at, to, SIGNAL)
            || Bytes.starts(bytes, at, to, RUNTIME_STACK)
            || Bytes.starts(bytes, at, to, ELIDED)
            || isCall(bytes, at, to);
    return isPart ? Line.FRAME : Line.NEW;
  }

  private static Line npm(byte[] bytes, int from, int to) {
    if (!isNpm(bytes, from, to)) {
      return Line.NEW;
    }
    int at = Bytes.skipBlanks(bytes, Math.min(to, from + NPM.length), to);
    return Bytes.starts(bytes, at, to, AT) ? Line.FRAME : Line.HEAD;
  }

  private static boolean isNpm(byte[] bytes, int from, int to) {
    return Bytes.starts(bytes, from, to, NPM) || Bytes.starts(bytes, from, to, NPM_OLD);
  }

  private static boolean isChain(byte[] bytes, int from, int to) {
    return Bytes.starts(bytes, from, to, DURING) || Bytes.starts(bytes, from, to, DIRECT);
  }

  /// `at` and a call, or a file with a line: `at a.B.c(B.java:3)`, `at file:///x.js:1:2`.
  private static boolean isFrame(byte[] bytes, int at, int to) {
    if (!Bytes.starts(bytes, at, to, AT)) {
      return false;
    }
    for (int here = at + AT.length; here < to; here++) {
      if (bytes[here] == '(') {
        return true;
      }
      if (bytes[here] == ':' && here + 1 < to && Bytes.isDigit(bytes[here + 1])) {
        return true;
      }
    }
    return false;
  }

  /// A dotted name that ends the line or goes on with a colon.
  private static boolean isException(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (Bytes.isWord(bytes[at]) || bytes[at] == '.')) {
      at++;
    }
    return at > from
        && !Bytes.isDigit(bytes[from])
        && (at == to || bytes[at] == ':' || bytes[at] == '\r');
  }

  /// `main.(*T).run(0xc000, {…})`: no space before the arguments, which end the line.
  private static boolean isCall(byte[] bytes, int from, int to) {
    if (bytes[to - 1] != ')') {
      return false;
    }
    boolean dotted = false;
    for (int at = from; at < to; at++) {
      byte unit = bytes[at];
      if (unit == ' ') {
        return false;
      }
      if (unit == '(' && at > from && (at + 1 == to || bytes[at + 1] != '*')) {
        return dotted || Bytes.starts(bytes, from, to, Bytes.of("panic("));
      }
      dotted |= unit == '.';
    }
    return false;
  }

  private static boolean isGoroutine(byte[] bytes, int from, int to) {
    return Bytes.starts(bytes, from, to, GOROUTINE)
        && to - from > GOROUTINE.length + 2
        && Bytes.isDigit(bytes[from + GOROUTINE.length])
        && bytes[to - 1] == ':'
        && bytes[to - 2] == ']';
  }
}
