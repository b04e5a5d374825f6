import Places
import Quantities

/// What persons said of one feature, the later word over the earlier.
struct MarkedWord {
  private var status: FeatureStatus?
  private var kind: FeatureKind?
  private var mark: Feature.Mark

  /// - Parameter earlier: what was said before; it holds where this word is silent. The note and the name are always
  ///   the last speaker's, so that nobody's note stands under another's name.
  init(status: FeatureStatus?, kind: FeatureKind?, mark: Feature.Mark, over earlier: MarkedWord?) {
    self.status = status ?? earlier?.status
    self.kind = kind ?? earlier?.kind
    self.mark = mark
  }

  func applied(to feature: Feature) -> Feature {
    var feature = feature
    feature.status = status ?? feature.status
    // Kept beside the person's: by it the machine knows the thing again in later runs.
    let machineKind = feature.machineKind
    feature.kind = kind ?? machineKind
    feature.mark = mark
    feature.mark?.machineKind = feature.kind == machineKind ? nil : machineKind
    return feature
  }
}
