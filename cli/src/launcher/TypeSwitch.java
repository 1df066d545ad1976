import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// The number of the first type that a value has, as `SwitchBootstraps.typeSwitch` says.
record TypeSwitch(List<ClassDesc> types) implements OneJar.Replacement {
  /// Null when the call is none, or one with other labels than types.
  static TypeSwitch of(InvokeDynamicInstruction call) {
    if (!OneJar.Replacement.isOf(call, "SwitchBootstraps", "typeSwitch")) {
      return null;
    }
    List<ClassDesc> types = new ArrayList<>();
    for (ConstantDesc label : call.bootstrapArgs()) {
      if (!(label instanceof ClassDesc type) || type.isPrimitive()) {
        return null;
      }
      types.add(type);
    }
    return new TypeSwitch(types);
  }

  @Override
  public MethodTypeDesc type() {
    return MethodTypeDesc.of(
        ConstantDescs.CD_int, ConstantDescs.CD_Object, ConstantDescs.CD_int);
  }

  /// -1 for null, else the first label from `restart` on that fits, else how many there are.
  @Override
  public void write(CodeBuilder body) {
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
}
