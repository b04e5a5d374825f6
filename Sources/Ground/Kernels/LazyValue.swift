import Foundation

/// A value made when it is first asked for. `@unchecked Sendable`: `stored` is only touched under the lock.
package final class LazyValue<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var stored: Value?
  private let make: @Sendable () -> Value

  package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  package var value: Value {
    lock.withLock {
      if let stored { return stored }
      let made = make()
      stored = made
      return made
    }
  }
}
