package dev.clew.attest.approved;

import dev.clew.core.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One approved file, of the definitions that have its name in whatever folder.
record ApprovedFile(Path file) implements Approved {
  @Override
  public String shown() {
    return file.toString();
  }

  @Override
  public List<CapturedDefinition> concerned(List<CapturedDefinition> captured, RunPlaces places) {
    String name = String.valueOf(file.getFileName());
    List<CapturedDefinition> same =
        captured.stream().filter(one -> one.baseName().equals(name)).toList();
    if (same.isEmpty()) {
      Set<String> names = new LinkedHashSet<>();
      captured.forEach(one -> names.add(one.name()));
      throw Refusal.invalid(
          file
              + ": the run captured no definition of the name "
              + name
              + (names.isEmpty() ? "" : ", only " + String.join(", ", names)));
    }
    return same;
  }

  @Override
  public Found find(CapturedDefinition definition, RunPlaces places) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.invalid(file + ": this is neither a file nor a folder");
    }
    return Approved.read(file);
  }
}
