package dev.clew.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void object_anySize_isTheMapThatItWasMadeOf() {
    Random random = new Random(Long.getLong("seed", 742L));
    for (int size = 0; size < 40; size++) {
      Map<String, Json> map = new LinkedHashMap<>();
      while (map.size() < size) {
        map.put("n" + random.nextInt(100), Json.of(random.nextInt()));
      }
      Json.Obj object = new Json.Obj(map);
      map.put("later", Json.NULL);
      map.remove("later");

      assertThat(object.members()).isEqualTo(map);
      assertThat(map).isEqualTo(object.members());
      assertThat(object.members()).hasSameHashCodeAs(map);
      assertThat(new ArrayList<>(object.members().keySet()))
          .isEqualTo(new ArrayList<>(map.keySet()));
      assertThat(new ArrayList<>(object.members().values()))
          .isEqualTo(new ArrayList<>(map.values()));
      assertThat(new ArrayList<>(object.members().entrySet()))
          .isEqualTo(new ArrayList<>(map.entrySet()));
      for (int name = 0; name < 100; name++) {
        assertThat(object.get("n" + name)).isEqualTo(map.get("n" + name));
        assertThat(object.has("n" + name)).isEqualTo(map.containsKey("n" + name));
        assertThat(object.members().keySet().contains("n" + name))
            .isEqualTo(map.containsKey("n" + name));
      }
    }
  }

  @Test
  void object_made_doesNotChange() {
    for (int size : new int[] {1, 40}) {
      Json.Builder builder = Json.object();
      for (int at = 0; at < size; at++) {
        builder.put("n" + at, at);
      }
      Map<String, Json> members = builder.build().members();

      assertThatThrownBy(() -> members.put("n", Json.NULL))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> members.remove("n0"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> members.entrySet().iterator().next().setValue(Json.NULL))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> members.keySet().remove("n0"))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void lazily_items_areMadeWhenLookedAtAndEqualThoseThatAreKept() {
    List<Integer> made = new ArrayList<>();
    Json.Arr lazy =
        Json.Arr.lazily(
            3,
            at -> {
              made.add(at);
              return Json.of(at * 10L);
            });

    assertThat(made).isEmpty();
    assertThat(lazy.items().get(1)).isEqualTo(Json.of(10));
    assertThat(made).containsExactly(1);
    assertThat(lazy).isEqualTo(new Json.Arr(List.of(Json.of(0), Json.of(10), Json.of(20))));
    assertThat(Canonical.text(lazy)).isEqualTo("[0,10,20]");
    assertThatThrownBy(() -> lazy.items().get(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> lazy.items().add(Json.NULL))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
