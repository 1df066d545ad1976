import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// `equals` or `hashCode` of a record, as `ObjectMethods.bootstrap` makes them. `toString` is left:
/// no command calls it unless something is wrong.
record RecordMethod(boolean isEquals, ClassDesc owner, List<DirectMethodHandleDesc> getters)
    implements OneJar.Replacement {
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  /// Null when the call is another.
  static RecordMethod of(InvokeDynamicInstruction call) {
    String method = call.name().stringValue();
    if (!OneJar.Replacement.isOf(call, "ObjectMethods", "bootstrap")
        || !(method.equals("equals") || method.equals("hashCode"))) {
      return null;
    }
    List<ConstantDesc> arguments = call.bootstrapArgs();
    List<DirectMethodHandleDesc> getters = new ArrayList<>();
    for (ConstantDesc getter : arguments.subList(2, arguments.size())) {
      getters.add((DirectMethodHandleDesc) getter);
    }
    return new RecordMethod(method.equals("equals"), (ClassDesc) arguments.getFirst(), getters);
  }

  @Override
  public MethodTypeDesc type() {
    return isEquals
        ? MethodTypeDesc.of(ConstantDescs.CD_boolean, owner, ConstantDescs.CD_Object)
        : MethodTypeDesc.of(ConstantDescs.CD_int, owner);
  }

  @Override
  public void write(CodeBuilder body) {
    if (isEquals) {
      writeEquals(body);
    } else {
      writeHashCode(body);
    }
  }

  private void writeHashCode(CodeBuilder body) {
    body.iconst_0();
    for (DirectMethodHandleDesc getter : getters) {
      ClassDesc type = getter.invocationType().returnType();
      body.bipush(31).imul();
      body.aload(0).getfield(owner, getter.methodName(), type);
      body.invokestatic(
          type.isPrimitive() ? wrapper(type) : OBJECTS,
          "hashCode",
          MethodTypeDesc.of(ConstantDescs.CD_int, general(type)));
      body.iadd();
    }
    body.ireturn();
  }

  private void writeEquals(CodeBuilder body) {
    body.block(
        differs -> {
          differs.aload(1).instanceOf(owner).ifeq(differs.breakLabel());
          for (DirectMethodHandleDesc getter : getters) {
            ClassDesc type = getter.invocationType().returnType();
            differs.aload(0).getfield(owner, getter.methodName(), type);
            differs.aload(1).checkcast(owner).getfield(owner, getter.methodName(), type);
            if (type.isPrimitive()) {
              differs.invokestatic(
                  wrapper(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
              differs.ifne(differs.breakLabel());
            } else {
              differs.invokestatic(
                  OBJECTS,
                  "equals",
                  MethodTypeDesc.of(
                      ConstantDescs.CD_boolean,
                      ConstantDescs.CD_Object,
                      ConstantDescs.CD_Object));
              differs.ifeq(differs.breakLabel());
            }
          }
          differs.iconst_1().ireturn();
        });
    body.iconst_0().ireturn();
  }

  private static ClassDesc general(ClassDesc type) {
    return type.isPrimitive() ? type : ConstantDescs.CD_Object;
  }

  private static ClassDesc wrapper(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> ConstantDescs.CD_Boolean;
      case BYTE -> ConstantDescs.CD_Byte;
      case CHAR -> ConstantDescs.CD_Character;
      case SHORT -> ConstantDescs.CD_Short;
      case INT -> ConstantDescs.CD_Integer;
      case LONG -> ConstantDescs.CD_Long;
      case FLOAT -> ConstantDescs.CD_Float;
      case DOUBLE -> ConstantDescs.CD_Double;
      case REFERENCE, VOID -> throw new IllegalArgumentException(primitive + " is no primitive");
    };
  }
}
