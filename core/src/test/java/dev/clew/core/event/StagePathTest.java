package dev.clew.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.event.StagePath.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagePathTest {
  private static final String CHARACTERS = "ab/[]~#% .0129-\u00e9\u20ac\n\u0000";

  @Test
  void toString_placeInLoopsAndJumps_isShown() {
    StagePath path =
        StagePath.of("onboard").child(new Segment("push items", 3, null)).child(segment("a/b", 2));

    assertThat(path).hasToString("onboard/push items[3]/a%2fb~2");
  }

  private static Segment segment(String name, int visit) {
    return new Segment(name, null, visit);
  }

  @Test
  void parse_randomPaths_roundTrip() {
    long seed = 5;
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      StagePath path = randomPath(random);

      assertThat(StagePath.parse(path.toString())).as("seed %d: %s", seed, path).isEqualTo(path);
    }
  }

  private static StagePath randomPath(Random random) {
    List<Segment> segments = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int at = 0; at < count; at++) {
      StringBuilder name = new StringBuilder();
      int length = 1 + random.nextInt(6);
      for (int unit = 0; unit < length; unit++) {
        name.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
      segments.add(
          new Segment(
              name.toString(),
              random.nextBoolean() ? null : Integer.valueOf(random.nextInt(1_000_000)),
              random.nextBoolean() ? null : Integer.valueOf(2 + random.nextInt(100))));
    }
    return new StagePath(segments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "a/", "a[3", "a[]", "a[x]", "a[-1]", "a~", "a~1", "a~2[3]", "a%zz", "[3]"
      })
  void parse_otherText_isRefused(String text) {
    assertThatThrownBy(() -> StagePath.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void segment_loneSurrogateInName_isItsEscape() {
    assertThat(StagePath.of("a\ud800").name()).isEqualTo("a\\ud800");
  }
}
