package dev.clew.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static Snapshot written(Snapshot snapshot) {
    Json.Obj json = snapshot.toJson();
    return Snapshot.read(Objects.requireNonNull(TinyJson.read(JsonWriter.compact(json))));
  }

  @Test
  void compare_theRunItIsMadeOf_isTheSameAfterARoundTrip() {
    Snapshot snapshot = Snapshot.of(new Shop().profile(), DiffSettings.NONE);
    Snapshot read = written(snapshot);
    assertThat(read.toJson()).isEqualTo(snapshot.toJson());
    RunDiff diff = read.compare(new Shop().profile(), DiffSettings.NONE);
    assertThat(diff.differences()).isEmpty();
    assertThat(diff.before()).isNull();
  }

  @Test
  void compare_otherIdsThatAreCarriedOn_isTheSame() {
    Snapshot read = written(Snapshot.of(new Shop("ORD-7001").profile(), DiffSettings.NONE));
    assertThat(read.toJson().toString()).doesNotContain("7001");
    RunDiff diff = read.compare(new Shop("ORD-9").profile(), DiffSettings.NONE);
    assertThat(diff.differences()).isEmpty();
    assertThat(diff.ignored()).isNotEmpty();
  }

  @Test
  void compare_anotherAnswer_isDifferent() {
    Snapshot read = written(Snapshot.of(new Shop().profile(), DiffSettings.NONE));
    Shop after = new Shop();
    after.stage("pay").answer = 402;
    RunDiff diff = read.compare(after.profile(), DiffSettings.NONE);
    assertThat(diff.differences().getFirst().headline()).isEqualTo("pay answered 402, was 200");
  }

  @Test
  void compare_stagesInAnotherOrder_isDifferent() {
    Snapshot read = written(Snapshot.of(new Shop().profile(), DiffSettings.NONE));
    Shop after = new Shop();
    after.invoice = "";
    after.stages.addFirst(after.stages.removeLast());
    assertThat(read.compare(after.profile(), DiffSettings.NONE).differences())
        .extracting(Difference::kind)
        .contains(DifferenceKind.STAGES_REORDERED);
  }

  @Test
  void compare_ignoredWhenItWasMade_staysIgnored() {
    DiffSettings settings =
        new DiffSettings(List.of(new PathPattern("stages/pay/calls/**/status")), false);
    Snapshot read = written(Snapshot.of(new Shop().profile(), settings));
    Shop after = new Shop();
    after.stage("pay").answer = 201;
    assertThat(read.compare(after.profile(), DiffSettings.NONE).differences()).isEmpty();
  }

  @Test
  void read_somethingElse_isRefusedInOneLine() {
    assertThatThrownBy(() -> Snapshot.read(Json.EMPTY_OBJECT))
        .hasMessage("this is no snapshot: it has no member clew_snapshot");
    assertThatThrownBy(() -> Snapshot.read(Json.object().put("clew_snapshot", 2).build()))
        .hasMessageContaining("format 2")
        .hasMessageContaining("make it again");
  }
}
