package shop;

class Totals {
  int sum(int a, int b) {
    return a + c;
  }
}
