import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/// Puts a class path into one jar that starts faster, for the launcher:
/// `java -cp JARS OneJar.java OUT`. The first jar that has a name wins, as on the class path; so the
/// manifest, which says the version, is the one of the program's own jar.
///
/// A `switch` over types, and `equals` and `hashCode` of a record, are `invokedynamic`s whose code
/// the JDK makes anew in every process, because the start-up cache (JEP 514) does not keep it. Here
/// each becomes a call of a method that does the same, which the cache does keep.
final class OneJar {
  /// Where zstd-jni has its libraries: `linux/amd64/libzstd-jni-….so`.
  private static final String NATIVE = "(aix|darwin|freebsd|linux|win)/.*";

  private static final String NATIVE_HERE =
      (System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux")
          + "/"
          + System.getProperty("os.arch")
          + "/";

  private OneJar() {}

  public static void main(String[] arguments) throws IOException {
    Set<String> names = new HashSet<>();
    String[] jars = System.getProperty("java.class.path").split(File.pathSeparator);
    try (var out = new JarOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
      out.setMethod(ZipEntry.STORED);
      for (String path : jars) {
        try (JarFile jar = new JarFile(path)) {
          copy(jar, names, out);
        }
      }
    }
  }

  private static void copy(JarFile jar, Set<String> names, JarOutputStream out) throws IOException {
    for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
      String name = all.nextElement().getName();
      if (name.endsWith("/") || isOfOneJarOnly(name) || !names.add(name)) {
        continue;
      }
      byte[] bytes = jar.getInputStream(jar.getJarEntry(name)).readAllBytes();
      if (name.startsWith("dev/clew/") && name.endsWith(".class")) {
        bytes = withoutDynamicCalls(bytes);
      }
      JarEntry entry = new JarEntry(name);
      CRC32 crc = new CRC32();
      crc.update(bytes);
      entry.setCrc(crc.getValue());
      entry.setSize(bytes.length);
      entry.setTime(0);
      out.putNextEntry(entry);
      out.write(bytes);
      out.closeEntry();
    }
  }

  /// Libraries for other systems than this one are left out.
  private static boolean isOfOneJarOnly(String name) {
    return (name.matches(NATIVE) && !name.startsWith(NATIVE_HERE))
        || name.endsWith("module-info.class")
        || name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
  }

  private static byte[] withoutDynamicCalls(byte[] bytes) {
    ClassFile files =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(OneJar.class.getClassLoader())
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    var model = files.parse(bytes);
    List<Replacement> replacements = new ArrayList<>();
    ClassDesc self = model.thisClass().asSymbol();
    boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
    CodeTransform code =
        (builder, element) -> {
          Replacement replacement =
              element instanceof InvokeDynamicInstruction call ? replacementOf(call) : null;
          if (replacement == null) {
            builder.with(element);
          } else {
            builder.invokestatic(self, name(replacements.size()), replacement.type(), isInterface);
            replacements.add(replacement);
          }
        };
    ClassTransform transform =
        ClassTransform.transformingMethodBodies(code)
            .andThen(
                ClassTransform.endHandler(
                    builder -> {
                      for (int at = 0; at < replacements.size(); at++) {
                        builder.withMethodBody(
                            name(at),
                            replacements.get(at).type(),
                            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                            replacements.get(at)::write);
                      }
                    }));
    byte[] changed = files.transformClass(model, transform);
    return replacements.isEmpty() ? bytes : changed;
  }

  /// Null when the call is left as it is.
  private static Replacement replacementOf(InvokeDynamicInstruction call) {
    Replacement typeSwitch = TypeSwitch.of(call);
    return typeSwitch == null ? RecordMethod.of(call) : typeSwitch;
  }

  private static String name(int number) {
    return "withoutIndy$" + number;
  }

  /// A static method that does what an `invokedynamic` does.
  interface Replacement {
    MethodTypeDesc type();

    void write(CodeBuilder body);

    static boolean isOf(InvokeDynamicInstruction call, String owner, String method) {
      var bootstrap = call.bootstrapMethod();
      return bootstrap.owner().displayName().equals(owner)
          && bootstrap.methodName().equals(method);
    }
  }
}
