/// Columns by their distance, the least first; of equal ones that of lower number.
struct DistanceHeap {
  private var items: [(distance: Double, column: Int)] = []

  mutating func removeAll() { items.removeAll(keepingCapacity: true) }

  mutating func push(_ distance: Double, _ column: Int) {
    items.append((distance, column))
    var place = items.count - 1
    while place > 0, items[place] < items[(place - 1) / 2] {
      items.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func popLeast() -> (distance: Double, column: Int)? {
    guard let least = items.first, let last = items.popLast() else { return nil }
    guard !items.isEmpty else { return least }
    items[0] = last
    var place = 0
    while true {
      var lower = place
      for child in [2 * place + 1, 2 * place + 2] where child < items.count && items[child] < items[lower] {
        lower = child
      }
      guard lower != place else { return least }
      items.swapAt(place, lower)
      place = lower
    }
  }
}
