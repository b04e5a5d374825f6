import Foundation

/// ONNX models small enough to be written by hand, good ones and bad ones. They take 1 × 1 × 32 × 32 floats.
package enum TinyModel {
  package static let tile = 32

  /// Of each 4 × 4 pixels the brightest is the score of a box around them: 1 × 64 × 5, or 1 × 64 × 6 with an angle.
  /// - Parameter names: what training tools write of the classes into a model.
  package static func brightest(names: String? = nil, angle: Float? = nil) -> Data {
    let boxes = (0..<64).flatMap { index -> [Float] in
      [Float(index % 8) * 4 + 2, Float(index / 8) * 4 + 2, 4, 4] + (angle.map { [$0] } ?? [])
    }
    return model(
      output: [1, 64, angle == nil ? 5 : 6], names: names,
      initializers: [
        { tensor(&$0, "shape", [3], integers: [1, 64, 1]) },
        { tensor(&$0, "boxes", [1, 64, angle == nil ? 4 : 5], floats: boxes) },
      ],
      nodes: [
        { node in
          self.node(&node, "MaxPool", ["x"], ["pooled"])
          for name in ["kernel_shape", "strides"] {
            node.message(5) { attribute in
              attribute.text(1, name)
              attribute.numbers(8, [4, 4])
              attribute.number(20, 7)
            }
          }
        },
        { node(&$0, "Reshape", ["pooled", "shape"], ["scores"]) },
        {
          node(&$0, "Concat", ["boxes", "scores"], ["y"])
          axis(&$0, 2)
        },
      ])
  }

  /// Boxes of these numbers, whatever the picture: 1 × N × 5.
  package static func constant(_ boxes: [[Float]]) -> Data {
    model(
      output: [1, boxes.count, boxes[0].count],
      initializers: [
        { tensor(&$0, "boxes", [1, boxes.count, boxes[0].count], floats: boxes.flatMap { $0 }) },
        { tensor(&$0, "nothing", [1], floats: [0]) },
      ],
      nodes: [
        {
          node(&$0, "ReduceMax", ["x"], ["most"])
          integers(&$0, "keepdims", 0)
        },
        { node(&$0, "Mul", ["most", "nothing"], ["zero"]) },
        { node(&$0, "Add", ["boxes", "zero"], ["y"]) },
      ])
  }

  /// Asks for 4 TiB when it is run.
  package static func greedy() -> Data {
    model(
      output: [1, 1, 5],
      initializers: [
        { tensor(&$0, "shape", [3], integers: [1 << 20, 1 << 20, 1]) },
        { tensor(&$0, "axes", [3], integers: [0, 1, 2]) },
      ],
      nodes: [
        {
          node(&$0, "ReduceMax", ["x"], ["most"])
          integers(&$0, "keepdims", 0)
        },
        { node(&$0, "Expand", ["most", "shape"], ["huge"]) },
        { node(&$0, "Exp", ["huge"], ["y"]) },
      ])
  }

  /// Goes round and round when it is run.
  package static func endless() -> Data {
    model(
      output: [1, 1, 32, 32],
      initializers: [
        { tensor(&$0, "rounds", [], integers: [1 << 62]) },
        { tensor(&$0, "one", [1], floats: [1]) },
      ],
      nodes: [
        { node in
          self.node(&node, "Loop", ["rounds", "", "x"], ["y"])
          node.message(5) { attribute in
            attribute.text(1, "body")
            attribute.message(6) { body in
              body.message(1) { self.node(&$0, "Identity", ["go"], ["goOn"]) }
              body.message(1) { self.node(&$0, "Mul", ["a", "one"], ["b"]) }
              body.text(2, "body")
              body.message(11) { value(&$0, "round", 7, []) }
              body.message(11) { value(&$0, "go", 9, []) }
              body.message(11) { value(&$0, "a", 1, [1, 1, 32, 32]) }
              body.message(12) { value(&$0, "goOn", 9, []) }
              body.message(12) { value(&$0, "b", 1, [1, 1, 32, 32]) }
            }
            attribute.number(20, 5)
          }
        }
      ])
  }

  /// Takes its weights from another file.
  package static func thief(of path: String) -> Data {
    model(
      output: [1, 1, 32, 32],
      initializers: [
        { tensor in
          tensor.numbers(1, [1])
          tensor.number(2, 1)
          tensor.text(8, "stolen")
          for (key, value) in [("location", path), ("offset", "0"), ("length", "4")] {
            tensor.message(13) { entry in
              entry.text(1, key)
              entry.text(2, value)
            }
          }
          tensor.number(14, 1)
        }
      ],
      nodes: [{ node(&$0, "Add", ["x", "stolen"], ["y"]) }])
  }

  /// With two outputs.
  package static func twofold() -> Data {
    model(
      output: [1, 1, 32, 32], initializers: [],
      nodes: [{ node(&$0, "Identity", ["x"], ["y"]) }, { node(&$0, "Identity", ["x"], ["z"]) }], second: "z")
  }

  /// Gives its input back.
  package static func mirror() -> Data {
    model(output: [1, 1, 32, 32], initializers: [], nodes: [{ node(&$0, "Identity", ["x"], ["y"]) }])
  }

  // MARK: - Parts of ONNX

  private typealias Build = (inout ProtocolBuffer) -> Void

  private static func model(
    output: [Int], names: String? = nil, initializers: [Build], nodes: [Build], second: String? = nil
  ) -> Data {
    let model = ProtocolBuffer { model in
      model.number(1, 8)
      model.message(8) { $0.number(2, 13) }
      model.message(7) { graph in
        for node in nodes { graph.message(1, node) }
        graph.text(2, "tiny")
        for tensor in initializers { graph.message(5, tensor) }
        graph.message(11) { value(&$0, "x", 1, [1, 1, tile, tile]) }
        graph.message(12) { value(&$0, "y", 1, output) }
        if let second { graph.message(12) { value(&$0, second, 1, output) } }
      }
      if let names {
        model.message(14) { entry in
          entry.text(1, "names")
          entry.text(2, names)
        }
      }
    }
    return Data(model.bytes)
  }

  private static func node(_ node: inout ProtocolBuffer, _ kind: String, _ inputs: [String], _ outputs: [String]) {
    for input in inputs { node.text(1, input) }
    for output in outputs { node.text(2, output) }
    node.text(4, kind)
  }

  private static func axis(_ node: inout ProtocolBuffer, _ axis: Int) { integers(&node, "axis", axis) }

  private static func integers(_ node: inout ProtocolBuffer, _ name: String, _ number: Int) {
    node.message(5) { attribute in
      attribute.text(1, name)
      attribute.number(3, number)
      attribute.number(20, 2)
    }
  }

  private static func tensor(
    _ tensor: inout ProtocolBuffer, _ name: String, _ dimensions: [Int], floats: [Float]? = nil, integers: [Int]? = nil
  ) {
    tensor.numbers(1, dimensions)
    tensor.number(2, floats == nil ? 7 : 1)
    if let floats { tensor.floats(4, floats) }
    if let integers { tensor.numbers(7, integers) }
    tensor.text(8, name)
  }

  private static func value(_ value: inout ProtocolBuffer, _ name: String, _ type: Int, _ dimensions: [Int]) {
    value.text(1, name)
    value.message(2) { kind in
      kind.message(1) { tensor in
        tensor.number(1, type)
        tensor.message(2) { shape in
          for dimension in dimensions { shape.message(1) { $0.number(1, dimension) } }
        }
      }
    }
  }
}
