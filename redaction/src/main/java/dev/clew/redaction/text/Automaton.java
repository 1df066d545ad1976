package dev.clew.redaction.text;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds all of many keywords in one pass: Aho and Corasick, "Efficient string matching", CACM
/// 18(6), 1975. Keywords are in lower case, text is compared in lower case. Immutable, thread-safe.
///
/// The edges are in one hash table and not in a table per node, because forms of secrets share few
/// prefixes and there may be thousands of them; whoever scans much gets a [DenseAutomaton] where it
/// is small enough.
public final class Automaton {
  /// Is told of each keyword and where it ends. The same end may be told several times.
  @FunctionalInterface
  public interface Hits {
    void hit(int keyword, int end);
  }

  private static final int ROOT = 0;
  private static final int NONE = -1;
  private static final int ASCII = 128;
  private static final int DENSE_AFTER_CHARS = 1 << 17;

  private final int size;
  private long[] edges = new long[64];
  private int[] targets = new int[64];
  private int edgeCount;
  private int nodeCount = 1;
  private final int[] rootEdges = new int[ASCII];
  private final int[] fallback;
  private final int[] keywordAt;
  private final int[] sameAs;
  private final int[] shorter;
  private final String letters;

  /// Roughly: it only decides when the table is made.
  private int scanned;

  private boolean isDenseTried;
  private @Nullable DenseAutomaton dense;

  public Automaton(List<String> keywords) {
    size = keywords.size();
    int nodes = 1 + keywords.stream().mapToInt(String::length).sum();
    fallback = new int[nodes];
    keywordAt = new int[nodes];
    shorter = new int[nodes];
    sameAs = new int[size];
    int[] parents = new int[nodes];
    char[] labels = new char[nodes];
    int[] depths = new int[nodes];
    Arrays.fill(keywordAt, NONE);
    for (int keyword = 0; keyword < size; keyword++) {
      int node = insert(keywords.get(keyword), parents, labels, depths);
      sameAs[keyword] = keywordAt[node];
      keywordAt[node] = keyword;
    }
    link(parents, labels, depths);
    letters = lettersOf(labels, nodeCount);
  }

  private static String lettersOf(char[] labels, int nodes) {
    BitSet letters = new BitSet();
    for (int node = 1; node < nodes; node++) {
      letters.set(labels[node]);
    }
    StringBuilder all = new StringBuilder();
    letters.stream().forEach(letter -> all.append((char) letter));
    return all.toString();
  }

  int size() {
    return size;
  }

  /// The root, which is 0, and all others.
  public int nodes() {
    return nodeCount;
  }

  /// All that occur in keywords.
  public String letters() {
    return letters;
  }

  /// Whether a keyword ends at that node.
  public boolean ends(int node) {
    return keywordAt[node] >= 0 || shorter[node] != ROOT;
  }

  public void scan(char[] text, int length, Hits hits) {
    DenseAutomaton table = dense(length);
    if (table == null) {
      scanByEdges(text, length, hits);
    } else {
      table.scan(text, length, (node, end) -> tell(node, end, hits));
    }
  }

  private @Nullable DenseAutomaton dense(int length) {
    if (!isDenseTried) {
      scanned += length;
      if (scanned >= DENSE_AFTER_CHARS) {
        dense = DenseAutomaton.of(nodeCount, letters, new DenseSteps());
        isDenseTried = true;
      }
    }
    return dense;
  }

  private final class DenseSteps implements DenseAutomaton.Steps {
    @Override
    public int next(int node, char unit) {
      return Automaton.this.next(node, unit);
    }

    @Override
    public boolean ends(int node) {
      return Automaton.this.ends(node);
    }
  }

  /// Says which keywords end at that node.
  public void tell(int node, int at, Hits hits) {
    for (int end = keywordAt[node] >= 0 ? node : shorter[node]; end != ROOT; end = shorter[end]) {
      for (int keyword = keywordAt[end]; keyword >= 0; keyword = sameAs[keyword]) {
        hits.hit(keyword, at);
      }
    }
  }

  private void scanByEdges(char[] text, int length, Hits hits) {
    int node = ROOT;
    for (int at = 0; at < length; at++) {
      char unit = Characters.lower(text[at]);
      if (node == ROOT) {
        node = first(unit);
        if (node == ROOT) {
          continue;
        }
      } else {
        node = next(node, unit);
      }
      tell(node, at + 1, hits);
    }
  }

  public int next(int from, char unit) {
    int node = from;
    while (node != ROOT) {
      int target = edge(node, unit);
      if (target != NONE) {
        return target;
      }
      node = fallback[node];
    }
    return first(unit);
  }

  /// Where a keyword may begin with that character; the root when none does.
  private int first(char unit) {
    return unit < ASCII ? rootEdges[unit] : Math.max(ROOT, edge(ROOT, unit));
  }

  private int insert(String keyword, int[] parents, char[] labels, int[] depths) {
    int node = ROOT;
    for (int at = 0; at < keyword.length(); at++) {
      char unit = keyword.charAt(at);
      int target = edge(node, unit);
      if (target == NONE) {
        target = nodeCount++;
        parents[target] = node;
        labels[target] = unit;
        depths[target] = at + 1;
        putEdge(node, unit, target);
        if (node == ROOT && unit < ASCII) {
          rootEdges[unit] = target;
        }
      }
      node = target;
    }
    return node;
  }

  /// Links every node to the longest proper suffix that is a node (`fallback`), and to the longest
  /// that ends a keyword (`shorter`), nodes nearer to the root first.
  private void link(int[] parents, char[] labels, int[] depths) {
    for (int node : byDepth(depths)) {
      int parent = parents[node];
      int suffix = parent == ROOT ? ROOT : next(fallback[parent], labels[node]);
      fallback[node] = suffix;
      shorter[node] = keywordAt[suffix] >= 0 ? suffix : shorter[suffix];
    }
  }

  /// All nodes but the root, by counting sort.
  private int[] byDepth(int[] depths) {
    int deepest = 0;
    for (int node = 1; node < nodeCount; node++) {
      deepest = Math.max(deepest, depths[node]);
    }
    int[] firstOf = new int[deepest + 2];
    for (int node = 1; node < nodeCount; node++) {
      firstOf[depths[node] + 1]++;
    }
    for (int depth = 1; depth < firstOf.length; depth++) {
      firstOf[depth] += firstOf[depth - 1];
    }
    int[] order = new int[nodeCount - 1];
    for (int node = 1; node < nodeCount; node++) {
      order[firstOf[depths[node]]++] = node;
    }
    return order;
  }

  private int edge(int node, char unit) {
    long key = key(node, unit);
    for (int slot = slot(key, edges.length); edges[slot] != 0; slot = slot + 1 & edges.length - 1) {
      if (edges[slot] == key) {
        return targets[slot];
      }
    }
    return NONE;
  }

  private void putEdge(int node, char unit, int target) {
    if (edgeCount * 2 >= edges.length) {
      grow();
    }
    put(key(node, unit), target);
    edgeCount++;
  }

  private void put(long key, int target) {
    int slot = slot(key, edges.length);
    while (edges[slot] != 0) {
      slot = slot + 1 & edges.length - 1;
    }
    edges[slot] = key;
    targets[slot] = target;
  }

  private void grow() {
    long[] oldEdges = edges;
    int[] oldTargets = targets;
    edges = new long[oldEdges.length * 2];
    targets = new int[oldEdges.length * 2];
    for (int slot = 0; slot < oldEdges.length; slot++) {
      if (oldEdges[slot] != 0) {
        put(oldEdges[slot], oldTargets[slot]);
      }
    }
  }

  /// Never 0, which marks an empty slot.
  private static long key(int node, char unit) {
    return ((long) node << 16 | unit) + 1;
  }

  private static int slot(long key, int capacity) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & capacity - 1;
  }
}
