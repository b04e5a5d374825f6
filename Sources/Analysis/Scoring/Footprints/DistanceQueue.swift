/// Places by their distance, the nearest first; a place may stand in it several times.
struct DistanceQueue {
  private var heap: [(second: Int, distance: Double)] = []

  mutating func insert(_ second: Int, _ distance: Double) {
    heap.append((second, distance))
    var child = heap.count - 1
    while child > 0, isBefore(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popNearest() -> (second: Int, distance: Double)? {
    guard let nearest = heap.first else { return nil }
    heap[0] = heap[heap.count - 1]
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && isBefore(child, least) { least = child }
      if least == parent { return nearest }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  /// Of equal distances the lower number, so that the order does not depend on how the heap was filled.
  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    (heap[one].distance, heap[one].second) < (heap[other].distance, heap[other].second)
  }
}
