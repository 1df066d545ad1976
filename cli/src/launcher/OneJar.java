import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
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
/// A `switch` over types is an `invokedynamic` whose code the JDK makes anew in every process,
/// because the start-up cache (JEP 514) does not keep it. Here each becomes a call of a method with
/// the same `instanceof` tests, which the cache does keep: a short run takes 0.92 times the CPU.
final class OneJar {
  private static final MethodTypeDesc TYPE_SWITCH =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object, ConstantDescs.CD_int);

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
        bytes = withoutTypeSwitches(bytes);
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

  private static boolean isOfOneJarOnly(String name) {
    return name.endsWith("module-info.class")
        || name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
  }

  private static byte[] withoutTypeSwitches(byte[] bytes) {
    ClassFile files =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(OneJar.class.getClassLoader())
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    var model = files.parse(bytes);
    List<List<ClassDesc>> switches = new ArrayList<>();
    ClassDesc self = model.thisClass().asSymbol();
    boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
    CodeTransform code =
        (builder, element) -> {
          if (element instanceof InvokeDynamicInstruction call
              && typesOf(call) instanceof List<ClassDesc> types) {
            builder.invokestatic(self, name(switches.size()), TYPE_SWITCH, isInterface);
            switches.add(types);
          } else {
            builder.with(element);
          }
        };
    ClassTransform transform =
        ClassTransform.transformingMethodBodies(code)
            .andThen(
                ClassTransform.endHandler(
                    builder -> {
                      for (int at = 0; at < switches.size(); at++) {
                        List<ClassDesc> types = switches.get(at);
                        builder.withMethodBody(
                            name(at),
                            TYPE_SWITCH,
                            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                            body -> firstMatch(types, body));
                      }
                    }));
    byte[] changed = files.transformClass(model, transform);
    return switches.isEmpty() ? bytes : changed;
  }

  /// The types that a switch tells apart; null when the call is none, or one with other labels.
  private static List<ClassDesc> typesOf(InvokeDynamicInstruction call) {
    if (!call.bootstrapMethod().methodName().equals("typeSwitch")
        || !call.bootstrapMethod().owner().displayName().equals("SwitchBootstraps")) {
      return null;
    }
    List<ClassDesc> types = new ArrayList<>();
    for (ConstantDesc label : call.bootstrapArgs()) {
      if (!(label instanceof ClassDesc type) || type.isPrimitive()) {
        return null;
      }
      types.add(type);
    }
    return types;
  }

  /// As `SwitchBootstraps.typeSwitch` says: -1 for null, else the first label from `restart` on that
  /// fits, else how many there are.
  private static void firstMatch(List<ClassDesc> types, CodeBuilder body) {
    body.aload(0).ifThen(Opcode.IFNULL, none -> none.iconst_m1().ireturn());
    for (int at = 0; at < types.size(); at++) {
      int index = at;
      ClassDesc type = types.get(at);
      body.block(
          test ->
              test.iload(1)
                  .loadConstant(index)
                  .if_icmpgt(test.breakLabel())
                  .aload(0)
                  .instanceOf(type)
                  .ifeq(test.breakLabel())
                  .loadConstant(index)
                  .ireturn());
    }
    body.loadConstant(types.size()).ireturn();
  }

  private static String name(int number) {
    return "typeSwitch$" + number;
  }
}
