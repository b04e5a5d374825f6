import COnnxRuntime
import Foundation

/// A model at work in ONNX Runtime, in this very process: for the child that `DetectorWorker` is.
@safe struct ModelSession {
  /// Of the runtime, as it says: "1.23.2".
  let version: String
  private let handle: OpaquePointer

  /// The runtime's words.
  struct Fault: Error { let words: String }

  /// Loads the runtime.
  init(runtime path: String) throws(Fault) {
    let message = Message()
    guard let handle = unsafe message.write({ unsafe telltale_onnx_load(path, $0, $1) }) else { throw message.fault }
    unsafe self.handle = handle
    version = unsafe String(cString: telltale_onnx_version(handle))
  }

  /// Takes the model in.
  func open(_ model: Data) throws(Fault) {
    let message = Message()
    let isOpen = unsafe model.withUnsafeBytes { bytes in
      unsafe message.write { unsafe telltale_onnx_open(handle, bytes.baseAddress, bytes.count, $0, $1) }
    }
    if isOpen == 0 { throw message.fault }
  }

  /// Numbers of inputs and outputs; shape of the first input, −1 where it is open; whether both are of 32-bit floats.
  struct Description {
    let inputs: Int
    let outputs: Int
    let input: [Int]
    let isFloat: Bool
  }

  func describe() throws(Fault) -> Description {
    let message = Message()
    var (inputs, outputs) = (0, 0)
    var (input, output) = (TelltaleOnnxShape(), TelltaleOnnxShape())
    let isKnown = unsafe message.write {
      unsafe telltale_onnx_describe(handle, &inputs, &outputs, &input, &output, $0, $1)
    }
    if isKnown == 0 { throw message.fault }
    return Description(
      inputs: inputs, outputs: outputs, input: Self.dimensions(input), isFloat: input.is_float * output.is_float == 1)
  }

  /// A text that the model carries.
  func metadata(_ key: String) -> String? {
    unsafe telltale_onnx_metadata(handle, key).map { unsafe String(cString: $0) }
  }

  func run(_ numbers: [Float], shape: [Int]) throws(Fault) -> ModelOutput {
    let message = Message()
    var numbers = numbers
    let dimensions = shape.map { Int64($0) }
    var values: UnsafePointer<Float>?
    var count = 0
    var output = TelltaleOnnxShape()
    let isRun = unsafe numbers.withUnsafeMutableBufferPointer { buffer in
      unsafe message.write {
        unsafe telltale_onnx_run(
          handle, buffer.baseAddress, buffer.count, dimensions, dimensions.count, &values, &count, &output, $0, $1)
      }
    }
    if isRun == 0 { throw message.fault }
    guard count <= ModelOutput.mostValues else {
      throw Fault(words: "it gave \(count) numbers, and \(ModelOutput.mostValues) is the most")
    }
    let found = unsafe values.map { unsafe Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
    let given = Self.dimensions(output)
    // A model may well find no candidate at all.
    return ModelOutput(dimensions: found.isEmpty && !given.contains(0) ? [0] : given, values: found)
  }

  private static func dimensions(_ shape: TelltaleOnnxShape) -> [Int] {
    let all = shape.dimensions
    let listed = [all.0, all.1, all.2, all.3, all.4, all.5, all.6, all.7]
    return listed.prefix(shape.rank).map { Int($0) }
  }

  /// Room for the runtime's words.
  private final class Message {
    private var text = [CChar](repeating: 0, count: 1_024)

    func write<Result>(_ body: (UnsafeMutablePointer<CChar>?, Int) -> Result) -> Result {
      unsafe text.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress, $0.count) }
    }

    var fault: Fault {
      let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      return Fault(words: String(decoding: bytes, as: UTF8.self))
    }
  }
}
