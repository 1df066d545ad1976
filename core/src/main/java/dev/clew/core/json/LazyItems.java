package dev.clew.core.json;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/// Items that are made when they are looked at, and not kept. Immutable as long as the function
/// gives the same for the same index.
final class LazyItems extends AbstractList<Json> implements RandomAccess {
  private final int size;
  private final IntFunction<? extends Json> item;

  LazyItems(int size, IntFunction<? extends Json> item) {
    this.size = size;
    this.item = item;
  }

  @Override
  public Json get(int index) {
    return item.apply(Objects.checkIndex(index, size));
  }

  @Override
  public int size() {
    return size;
  }
}
