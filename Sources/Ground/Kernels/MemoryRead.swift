import CKernels

/// Numbers that are read once and added: what the memory gives to one thread, for benchmarks to set a pass beside.
package enum MemoryRead {
  package static func sum(_ values: [Float]) -> Double {
    unsafe values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return 0 }
      return unsafe telltale_read_all(base, values.count)
    }
  }
}
